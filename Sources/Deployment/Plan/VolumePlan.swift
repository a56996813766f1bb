public import Schema

/// A volume that holds data.
public struct VolumePlan: Tabled {
  let name: Traced<Name>
  let purpose: Traced<Phrase>

  /// One volume.
  public static let table = Table(
    "volume", VolumePlan.init,
    Row("name", \.name, "The volume's name."),
    Row("purpose", \.purpose, "What it holds."))
}

extension VolumePlan {
  /// The volumes of all services.
  static let all = Traced(constant: [
    VolumePlan("odoo-data", "filestores and sessions of the tenants"),
    VolumePlan("odoo-superadmin-data", "filestore and sessions of the superadmin"),
    VolumePlan("db-data", "databases of the tenants"),
    VolumePlan("db-superadmin-data", "database of the superadmin"),
  ])

  private init(_ name: String, _ purpose: String) {
    self.init(name: Traced(constant: Name(canonical: name)), purpose: Traced(constant: Phrase(purpose)))
  }
}
