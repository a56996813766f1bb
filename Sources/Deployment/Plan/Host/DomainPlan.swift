public import Schema

/// The names under which the instances are reached.
public struct DomainPlan: Tabled {
  let superadmin: Traced<DomainName>
  let superadminPattern: Traced<DomainPattern>
  let tenants: Traced<DomainName>
  let tenantsWWW: Traced<DomainName>
  let tenantsPattern: Traced<DomainPattern>
  let apexRedirect: Traced<HTTPURL?>

  /// The effective names.
  public static let table = Table(
    "domains", DomainPlan.init,
    Row("superadmin", \.superadmin, "The name of the instance that manages tenants."),
    Row("superadmin_pattern", \.superadminPattern, "That name as a part of a regular expression."),
    Row("tenants", \.tenants, "The domain below which each tenant has its name."),
    Row("tenants_www", \.tenantsWWW, "That domain with www."),
    Row("tenants_pattern", \.tenantsPattern, "That domain as a part of a regular expression."),
    Row(
      "apex_redirect", \.apexRedirect,
      "Where the tenants' bare domain and its www redirect visitors; a plain 404 if absent."))
}

extension DomainPlan {
  init(_ site: Site) {
    let domains = site.domains
    self.init(
      superadmin: domains.superadmin,
      superadminPattern: derive("domains.superadmin") { t in DomainPattern(t(domains.superadmin)) },
      tenants: domains.tenants,
      tenantsWWW: derive("www. and domains.tenants") { t in
        DomainName(canonical: "www.\(t(domains.tenants).printed)")
      },
      tenantsPattern: derive("domains.tenants") { t in DomainPattern(t(domains.tenants)) },
      apexRedirect: derive { t in
        guard let apex = t(domains.apex) else { return nil }
        if let redirect = t(apex.redirect) { return redirect }
        guard let tenant = t(apex.tenant) else { return nil }
        t.explain("domains.apex.tenant below domains.tenants")
        return HTTPURL(canonical: "https://\(tenant.printed).\(t(domains.tenants).printed)/")
      })
  }
}
