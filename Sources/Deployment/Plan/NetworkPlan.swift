public import Schema

/// A network between containers.
public struct NetworkPlan: Tabled {
  let name: Traced<Name>
  let isInternal: Traced<Bool>
  let purpose: Traced<Phrase>

  /// One network.
  public static let table = Table(
    "network", NetworkPlan.init,
    Row("name", \.name, "The network's name."),
    Row("is_internal", \.isInternal, "Whether nothing outside can be reached from it."),
    Row("purpose", \.purpose, "Who meets in it."))
}

/// The names of all networks.
enum NetworkName {
  static let tenantsWeb = Name(canonical: "tenants_web")
  static let superadminWeb = Name(canonical: "superadmin_web")
  static let tenantsDatabase = Name(canonical: "tenants_database")
  static let superadminDatabase = Name(canonical: "superadmin_database")
}

extension NetworkPlan {
  /// Each instance has a way out and a way to its own database server, and neither reaches the other's.
  static func all(_ site: Site) -> Traced<[NetworkPlan]> {
    Traced(constant: [
      NetworkPlan(NetworkName.tenantsWeb, false, "the tenants' instance and the outside"),
      NetworkPlan(NetworkName.superadminWeb, false, "the superadmin's instance and the outside"),
      NetworkPlan(NetworkName.tenantsDatabase, true, "the tenants' instance and its database server"),
      NetworkPlan(NetworkName.superadminDatabase, true, "the superadmin's instance and its database server"),
    ])
  }

  private init(_ name: Name, _ isInternal: Bool, _ purpose: String) {
    self.init(
      name: Traced(constant: name), isInternal: Traced(constant: isInternal), purpose: Traced(constant: Phrase(purpose))
    )
  }
}
