public import Schema

/// The names under which the instances are reached.
public struct DomainSettings: Section {
  let superadmin: Traced<DomainName>
  let tenants: Traced<DomainName>
  let apex: Traced<ApexSettings?>

  /// The settings under `domains`.
  public static let section = SectionTable(
    "domains", DomainSettings.init, reserved: ["custom"],
    Row("superadmin", \.superadmin, "The full name under which the instance that manages tenants is reached."),
    Row(
      "tenants", \.tenants,
      "The domain below which each tenant has its name: tenant `a` of shops.example.net is a.shops.example.net, its database a_db."
    ),
    Row("apex", \.apex, optional: "What the tenants' domain itself and its www answer; a plain 404 when left out."))
}

/// What the tenants' domain itself answers.
public struct ApexSettings: Section {
  let redirect: Traced<HTTPURL?>
  let tenant: Traced<TenantName?>

  /// The settings under `domains.apex`.
  public static let section = SectionTable(
    "apex", ApexSettings.init,
    Row("redirect", \.redirect, optional: "The address to which visitors are sent on; this or tenant, not both."),
    Row("tenant", \.tenant, optional: "The tenant to whose name visitors are sent on; this or redirect, not both."))
}
