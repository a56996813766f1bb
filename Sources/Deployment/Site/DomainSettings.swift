public import Schema

/// The names under which the instances are reached.
public struct DomainSettings: Section {
  let superadmin: Traced<DomainName>
  let tenants: Traced<DomainName>
  let apex: Traced<ApexSettings?>

  /// The settings under `domains`.
  public static let section = SectionTable(
    "domains", DomainSettings.init,
    reserved: [
      "custom":
        "a customer's own domain can redirect to the tenant's name, by the customer's web server or DNS provider"
    ],
    Row("superadmin", \.superadmin, "The full domain name of the instance that manages tenants.").example(
      "superadmin.example.com"),
    Row(
      "tenants", \.tenants,
      "The domain below which each tenant has its name: tenant `a` of shops.example.net is a.shops.example.net, its database a_db."
    ).example("shops.example.net"),
    Row("apex", \.apex, optional: "What visitors of the tenants' bare domain and its www get; a plain 404 by default."))
}

/// What the tenants' domain itself answers.
public struct ApexSettings: Section {
  let redirect: Traced<HTTPURL?>
  let tenant: Traced<TenantName?>

  /// The settings under `domains.apex`.
  public static let section = SectionTable(
    "apex", ApexSettings.init,
    Row("redirect", \.redirect, optional: "The URL to which visitors are redirected; this or tenant, not both.")
      .example("https://www.example.com/"),
    Row("tenant", \.tenant, optional: "The tenant to which visitors are redirected; this or redirect, not both.")
      .example("main"))
}
