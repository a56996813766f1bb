import Diagnostics
import Document
import Schema

/// A CAA record holds for the names below its own too (RFC 8659, section 3): one of the tenants' domain keeps every other
/// authority from renewing a certificate that the superadmin below it was given.
enum GivenCertificateIsAllowed: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.caaForbids) { t in
      guard t(site.domains.superadmin).isBelow(t(site.domains.tenants)), case .given = t(site.tls.superadmin) else {
        return nil
      }
      guard t(plan.host.dns.caaRecords).contains(where: { t($0.name).printed == t(site.domains.tenants).printed })
      else {
        return nil
      }
      return .warning(
        "the CAA records of \(t(site.domains.tenants).printed) allow no other authority for \(t(site.domains.superadmin).printed), whose certificate is given",
        about: site.tls.superadmin,
        help: "add a CAA record for its authority to that name by hand, or write dns.caa: false")
    }
  }
}
