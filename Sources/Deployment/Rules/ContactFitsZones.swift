import Diagnostics
import Document
import Schema

/// A zone's SOA record holds the contact as a name: what comes before the @ is one label of it, and a label has at most 63
/// bytes (RFC 1035, section 2.3.4), one less than that part of an address.
enum ContactFitsZones: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.contactInZone) { t in
      guard !t(site.dns.zones).isEmpty, !t(site.contact).fitsZone else { return nil }
      return .error(
        "contact: the address is too long to be a name in a zone's SOA record", about: site.contact,
        help: "write an address with at most 63 characters before the @ and 253 in all, or leave dns.zones out")
    }
  }
}
