import Diagnostics
import Document
import Schema

/// The tenants' domain itself sends visitors to one place.
enum ApexHasOneTarget: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.apexTarget) { t in
      guard let apex = t(site.domains.apex) else { return nil }
      let count = (t(apex.redirect) == nil ? 0 : 1) + (t(apex.tenant) == nil ? 0 : 1)
      guard count != 1 else { return nil }
      return .error(
        count == 0 ? "domains.apex has neither redirect nor tenant" : "domains.apex has both redirect and tenant",
        about: site.domains.apex, help: "write one of the two, or leave domains.apex out for a plain 404")
    }
  }
}
