import Diagnostics
import Document
import Schema

/// nginx tells the instances apart by their names alone.
enum DomainsDiffer: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.sameDomain) { t in
      let superadmin = t(site.domains.superadmin)
      let tenants = t(site.domains.tenants)
      guard superadmin == tenants || superadmin.printed == "www.\(tenants.printed)" else { return nil }
      return .error(
        "the superadmin and the tenants have the same name \(superadmin.printed)", about: site.domains.superadmin,
        help: "give the superadmin another name, such as superadmin.\(tenants.printed)")
    }
  }
}
