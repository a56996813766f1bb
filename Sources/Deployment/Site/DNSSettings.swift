public import Schema

/// The DNS records that the site needs.
public struct DNSSettings: Section {
  let ttl: Traced<Seconds>
  let caa: Traced<Bool>
  let serial: Traced<Int>
  let zones: Traced<[Traced<DomainName>]>
  let nameservers: Traced<[Traced<DomainName>]>
  let providerZones: Traced<[Traced<DomainName>]>

  /// The settings under `dns`.
  public static let section = SectionTable(
    "dns", DNSSettings.init,
    Row(
      "ttl", \.ttl, in: Seconds(60)...Seconds(604_800), default: Seconds(3600),
      "How long resolvers may keep a record before they ask again."),
    Row(
      "caa", \.caa, default: true,
      "Whether CAA records are made, which allow only the certificate authority in use to issue."),
    Row(
      "serial", \.serial, in: 1...4_294_967_295, default: 1,
      "The serial number of whole zones: raise it with every change; it never comes from a clock."),
    Row(
      "zones", \.zones, list: "Zones that hold nothing but this site's records: for these a whole zone file is made."),
    Row(
      "nameservers", \.nameservers,
      list: "The name servers of those zones, the primary first; needed as soon as there is a zone."),
    Row(
      "provider_zones", \.providerZones,
      list:
        "Zones at tls.dns_provider that hold our names among others, such as example.com: octoDNS keeps our records in them."
    ))
}
