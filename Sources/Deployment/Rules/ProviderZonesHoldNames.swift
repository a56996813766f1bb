import Diagnostics
import Document
import Schema

/// octoDNS writes into zones that exist at the provider: ours, and only those in which our names lie.
enum ProviderZonesHoldNames: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.providerZoneProvider) { t in
      guard !t(site.dns.providerZones).isEmpty else { return nil }
      switch t(site.tls.dnsProvider) {
      case nil:
        return .error(
          "dns.provider_zones needs tls.dns_provider", about: site.dns.providerZones,
          help: "write the provider of the zones: \(DNSProvider.allCases.map(\.rawValue).joined(separator: " | "))")
      case .linode:
        return .error(
          "octoDNS does not support linode", about: site.dns.providerZones,
          help: "leave dns.provider_zones out, and enter the records of dns/records.md")
      default: return nil
      }
    }
    decoding.examine(.providerZoneTwice) { t in
      guard !t(site.dns.providerZones).isEmpty else { return nil }
      let whole = Set(t(site.dns.zones).map { t($0).printed })
      var seen: Set<String> = []
      for zone in t(site.dns.providerZones) {
        guard seen.insert(t(zone).printed).inserted else {
          return .error(
            "the zone \(t(zone).printed) is given twice in dns.provider_zones", about: zone, help: "remove one")
        }
        if whole.contains(t(zone).printed) {
          return .error(
            "the zone \(t(zone).printed) is in dns.zones as well", about: zone,
            help: "keep it in dns.zones if a name server loads its file, in dns.provider_zones if octoDNS writes it")
        }
      }
      return nil
    }
    decoding.examine(.providerZoneNames) { t in
      guard !t(site.dns.providerZones).isEmpty else { return nil }
      for zone in t(plan.host.dns.providerZones) where t(zone.owners).isEmpty {
        return .error(
          "no record of this site is in the zone \(t(zone.name).printed)", about: zone.name,
          help: "write a zone that contains domains.superadmin or domains.tenants")
      }
      let zones = t(site.dns.providerZones) + t(site.dns.zones)
      for domain in [site.domains.superadmin, site.domains.tenants] {
        let name = RecordName(canonical: t(domain).printed)
        guard t(ProviderZonePlan.holder(of: name, among: zones)) == nil else { continue }
        return .error(
          "\(name.printed) is not in any zone of dns.provider_zones", about: site.dns.providerZones,
          help: "add the zone that contains it")
      }
      return nil
    }
  }
}
