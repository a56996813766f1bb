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
      "How long resolvers may cache a record."
    ).example("5m"),
    Row(
      "caa", \.caa, default: true,
      "Whether CAA records are made, which allow only the certificate authority in use to issue certificates."),
    Row(
      "serial", \.serial, in: 1...4_294_967_295, default: 1,
      "The serial number of complete zones: raise it with every change; it is never taken from a clock."
    ).example("2"),
    Row(
      "zones", \.zones, list: "Zones that contain only this site's records: gen makes complete zone files for them."
    ).example("shops.example.net"),
    Row(
      "nameservers", \.nameservers,
      list: "The name servers of those zones, the primary first; required if there is a zone."
    ).example("ns1.example.org", "ns2.example.org"),
    Row(
      "provider_zones", \.providerZones,
      list:
        "Zones at tls.dns_provider that also have other names, such as example.com: octoDNS maintains our records in them."
    ).example("example.com"))
}
