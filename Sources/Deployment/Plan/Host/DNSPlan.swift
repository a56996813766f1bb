public import Schema
import TextTypes

/// The DNS records that the site needs, and no others.
public struct DNSPlan: Tabled {
  let ttl: Traced<Seconds>
  let ttlSeconds: Traced<Int>
  let caa: Traced<Bool>
  let serial: Traced<Int>
  let nameservers: Traced<[Traced<DomainName>]>
  let addressRecords: Traced<[AddressRecord]>
  let caaRecords: Traced<[CAARecord]>
  let zones: Traced<[ZonePlan]>
  let providerZones: Traced<[ProviderZonePlan]>

  /// The DNS records.
  public static let table = Table(
    "dns", DNSPlan.init,
    Row("ttl", \.ttl, "How long resolvers may keep a record."),
    Row("ttl_seconds", \.ttlSeconds, "The same in seconds."),
    Row("caa", \.caa, "Whether CAA records are made."),
    Row("serial", \.serial, "The serial number of complete zones."),
    Row("nameservers", \.nameservers, "The name servers of complete zones."),
    Row("address_records", \.addressRecords, "The A and AAAA records."),
    Row("caa_records", \.caaRecords, "The CAA records."),
    Row("zones", \.zones, "The zones that contain only these records."),
    Row("provider_zones", \.providerZones, "The zones at the DNS provider that also have other names."))
}

/// An A or AAAA record.
public struct AddressRecord: Tabled {
  let name: Traced<RecordName>
  let type: Traced<AddressRecordType>
  let address: Traced<Address>
  let purpose: Traced<Phrase>

  /// One record.
  public static let table = Table(
    "address record", AddressRecord.init,
    Row("name", \.name, "The owner."),
    Row("type", \.type, "A or AAAA."),
    Row("address", \.address, "The address."),
    Row("purpose", \.purpose, "Its purpose."))
}

/// A CAA record.
public struct CAARecord: Tabled {
  let name: Traced<RecordName>
  let tag: Traced<CAATag>
  let value: Traced<DomainName>
  let purpose: Traced<Phrase>

  /// One record.
  public static let table = Table(
    "CAA record", CAARecord.init,
    Row("name", \.name, "The owner."),
    Row("tag", \.tag, "What is allowed: any certificate, or wildcards."),
    Row("value", \.value, "The certificate authority's name."),
    Row("purpose", \.purpose, "Its purpose."))
}

/// A zone that holds nothing but this site's records.
public struct ZonePlan: Tabled {
  let name: Traced<DomainName>
  let serial: Traced<Int>
  let primary: Traced<DomainName>
  let hostmaster: Traced<HostmasterName>
  let nameservers: Traced<[Traced<DomainName>]>
  let addressRecords: Traced<[AddressRecord]>
  let caaRecords: Traced<[CAARecord]>

  /// One zone.
  public static let table = Table(
    "zone", ZonePlan.init,
    Row("name", \.name, "The zone's name."),
    Row("serial", \.serial, "Its serial number."),
    Row("primary", \.primary, "Its first name server."),
    Row("hostmaster", \.hostmaster, "The contact's address, as a name."),
    Row("nameservers", \.nameservers, "Its name servers."),
    Row("address_records", \.addressRecords, "The A and AAAA records in it."),
    Row("caa_records", \.caaRecords, "The CAA records in it."))
}

extension DNSPlan {
  init(_ site: Site) {
    let dns = site.dns
    let records = Self.addresses(site)
    let addresses: Traced<[AddressRecord]> = .joined(records.flatMap { [$0.v4, $0.v6] })
    let authorities = Self.authorities(site)
    self.init(
      ttl: dns.ttl, ttlSeconds: derive("dns.ttl in seconds") { t in t(dns.ttl).count }, caa: dns.caa,
      serial: dns.serial, nameservers: dns.nameservers, addressRecords: addresses, caaRecords: authorities,
      zones: dns.zones.each { ZonePlan($0, site, addresses, authorities) },
      providerZones: ProviderZonePlan.all(site, .joined(records.map(\.v4)), authorities))
  }

  /// The records of each name: for the IPv4 address, and for the IPv6 address where there is one.
  private static func addresses(_ site: Site) -> [(v4: Traced<[AddressRecord]>, v6: Traced<[AddressRecord]>)] {
    let superadmin = derive("domains.superadmin") { t in RecordName(canonical: t(site.domains.superadmin).printed) }
    let apex = derive("domains.tenants") { t in RecordName(canonical: t(site.domains.tenants).printed) }
    let wildcard = derive("every name below domains.tenants") { t in
      RecordName(canonical: "*.\(t(site.domains.tenants).printed)")
    }
    let owners = [
      (superadmin, "superadmin instance"), (apex, "tenants' domain itself"), (wildcard, "every tenant, and www"),
    ]
    return owners.map { owner, purpose in
      let v4 = AddressRecord(
        name: owner, type: Traced(constant: .a),
        address: derive("server.ipv4") { t in Address(canonical: t(site.server.ipv4).printed) },
        purpose: Traced(constant: Phrase(purpose)))
      let v6 = AddressRecord(
        name: owner, type: Traced(constant: .aaaa),
        address: derive("server.ipv6") { t in
          Address(canonical: t(site.server.ipv6)?.printed ?? IPv6Address.type.example)
        }, purpose: Traced(constant: Phrase(purpose)))
      return (Traced(constant: [v4]), derive { t in t(site.server.ipv6) == nil ? [] : [v6] })
    }
  }

  /// A domain whose certificate is given has no record of ours: its authority is the operator's to know.
  private static func authorities(_ site: Site) -> Traced<[CAARecord]> {
    let isIssuedHere = derive { t in t(site.dns.caa) && t(site.tls.acmeServer).isLetsEncrypt }
    func record(_ domain: Traced<DomainName>, _ tag: CAATag, _ purpose: String) -> CAARecord {
      CAARecord(
        name: derive { t in RecordName(canonical: t(domain).printed) }, tag: Traced(constant: tag),
        value: derive("tls.acme_server") { t in
          _ = t(site.tls.acmeServer)
          return DomainName(canonical: "letsencrypt.org")
        }, purpose: Traced(constant: Phrase(purpose)))
    }
    func records(_ source: Traced<CertificateSource>, _ records: [CAARecord]) -> Traced<[CAARecord]> {
      derive { t in
        guard t(isIssuedHere), case .acme = t(source) else { return [] }
        return records
      }
    }
    let (superadmin, tenants) = (site.domains.superadmin, site.domains.tenants)
    return .joined(
      records(site.tls.superadmin, [record(superadmin, .issue, "only this authority may issue")]),
      records(
        site.tls.tenants,
        [
          record(tenants, .issue, "only this authority may issue"),
          record(tenants, .issuewild, "only this authority may issue the wildcard"),
        ]))
  }
}

extension ACMEServer {
  /// Whether Let's Encrypt issues, whose CAA name is known.
  fileprivate var isLetsEncrypt: Bool {
    if case .directory = self { return false }
    return true
  }
}

extension ZonePlan {
  fileprivate init(
    _ zone: Traced<DomainName>, _ site: Site, _ addresses: Traced<[AddressRecord]>, _ authorities: Traced<[CAARecord]>
  ) {
    self.init(
      name: zone, serial: site.dns.serial,
      primary: derive("the first of dns.nameservers") { t in
        t(site.dns.nameservers).first.map { t($0) } ?? DomainName(canonical: DomainName.type.example)
      },
      hostmaster: derive("contact") { t in HostmasterName(canonical: t(site.contact).dnsName) },
      nameservers: site.dns.nameservers,
      addressRecords: addresses.only { t, record in t(record.name).isWithin(t(zone)) },
      caaRecords: authorities.only { t, record in t(record.name).isWithin(t(zone)) })
  }
}
