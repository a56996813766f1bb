public import Schema

/// A volume, as the service that fills it declares it.
struct Volume: Sendable {
  let name: String
  let purpose: String
}

/// A volume that holds data.
public struct VolumePlan: Tabled {
  let name: Traced<Name>
  let purpose: Traced<Phrase>

  /// One volume.
  public static let table = Table(
    "volume", VolumePlan.init,
    Row("name", \.name, "The volume's name."),
    Row("purpose", \.purpose, "Its contents."))
}

extension VolumePlan {
  /// The volumes that services mount: files first, then databases.
  static func all(
    _ instances: PerInstance<Instance>, mountedBy services: Traced<[ServicePlan]>
  ) -> Traced<[VolumePlan]> {
    Traced(constant: instances.all.map(\.names.filesVolume) + instances.all.map(\.names.databaseVolume)).only {
      t, volume in
      t.hasElements(
        services.only { t, service in
          t.contains(service.storage.mounts) { t($0.type) == .volume && t($0.source).printed == volume.name }
        })
    }.each(VolumePlan.init)
  }

  private init(_ volume: Volume) {
    self.init(
      name: Traced(constant: Name(canonical: volume.name)), purpose: Traced(constant: Phrase(volume.purpose)))
  }
}
