public import Schema

/// A zone at the DNS provider, which holds our names among others.
public struct ProviderZonePlan: Tabled {
  let name: Traced<DomainName>
  let hasCAA: Traced<Bool>
  let owners: Traced<[OwnerPlan]>

  /// One zone.
  public static let table = Table(
    "provider zone", ProviderZonePlan.init,
    Row("name", \.name, "The zone's name."),
    Row("has_caa", \.hasCAA, "Whether any of its CAA records is ours."),
    Row("owners", \.owners, "Our names in it."))
}

/// A name of ours in a zone. Each has the addresses of the server.
public struct OwnerPlan: Tabled {
  let label: Traced<OwnerLabel>
  let purpose: Traced<Phrase>
  let caaRecords: Traced<[CAARecord]>

  /// One name.
  public static let table = Table(
    "owner", OwnerPlan.init,
    Row("label", \.label, "The name relative to the zone; empty for the zone's own name."),
    Row("purpose", \.purpose, "Its purpose."),
    Row("caa_records", \.caaRecords, "Its CAA records."))
}

/// A record, and the zone that its name lies in.
private struct HeldRecord: Sendable {
  let record: AddressRecord
  let holder: Traced<DomainName?>
}

extension ProviderZonePlan {
  /// The zones of `dns.provider_zones`; a name belongs to the longest one that holds it.
  ///
  /// - Parameter addresses: the records of IPv4 addresses, of which each name has one.
  static func all(
    _ site: Site, _ addresses: Traced<[AddressRecord]>, _ authorities: Traced<[CAARecord]>
  ) -> Traced<[ProviderZonePlan]> {
    let zones = site.dns.providerZones
    // Where a name lies is asked once, not for each zone again.
    let held = addresses.each { record in
      HeldRecord(
        record: record,
        holder: derive { t in t(holder(of: t(record.name), among: t(zones).filter { t(record.name).isWithin(t($0)) })) }
      )
    }
    return zones.each { zone in
      let owners = held.only { t, held in t(held.holder) == t(zone) }.each {
        OwnerPlan($0.record, in: zone, authorities)
      }
      return ProviderZonePlan(
        name: zone, hasCAA: derive { t in t.contains(owners) { t.hasElements($0.caaRecords) } }, owners: owners)
    }
  }

  /// The longest zone that holds a name.
  static func holder(of name: RecordName, among zones: [Traced<DomainName>]) -> Traced<DomainName?> {
    derive { t in
      zones.map { t($0) }.filter(name.isWithin).max { $0.printed.utf8.count < $1.printed.utf8.count }
    }
  }
}

extension OwnerPlan {
  fileprivate init(_ record: AddressRecord, in zone: Traced<DomainName>, _ authorities: Traced<[CAARecord]>) {
    self.init(
      label: derive { t in OwnerLabel(t(record.name), in: t(zone)) }, purpose: record.purpose,
      caaRecords: authorities.only { t, authority in t(authority.name) == t(record.name) })
  }
}
