import Diagnostics
import Document
import Schema

/// A whole zone needs name servers that have their addresses elsewhere, and records of ours.
enum ZonesAreServed: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.zoneNameservers) { t in
      guard !t(site.dns.zones).isEmpty, t(site.dns.nameservers).isEmpty else { return nil }
      return .error(
        "dns.zones needs dns.nameservers", about: site.dns.zones,
        help: "write the name servers of the zone")
    }
    decoding.examine(.zoneNameservers) { t in
      let zones = Set(t(site.dns.zones).map { t($0) })
      for server in t(site.dns.nameservers) {
        guard let zone = t(server).itselfAndParents.first(where: zones.contains) else { continue }
        return .error(
          "the name server \(t(server).printed) is in the zone \(zone.printed), where it would have no address",
          about: server,
          help: "use name servers outside the zone, or keep the zone elsewhere, and add gen's fragment to it")
      }
      return nil
    }
    decoding.examine(.zoneEmpty) { t in
      let names = t(plan.host.dns.addressRecords).map { t($0.name).printed }
      for zone in t(site.dns.zones) {
        let suffix = t(zone).printed
        guard !names.contains(where: { $0 == suffix || $0.hasSuffix("." + suffix) }) else { continue }
        return .error(
          "no record of this site is in the zone \(suffix)", about: zone,
          help: "write a zone that contains domains.superadmin or domains.tenants")
      }
      return nil
    }
  }
}
