public import Schema

/// A network between containers.
public struct NetworkPlan: Tabled {
  let name: Traced<Name>
  let isInternal: Traced<Bool>
  let subnet: Traced<CIDR>
  let gateway: Traced<IPv4Address>
  let bridge: Traced<Name>
  let purpose: Traced<Phrase>

  /// One network.
  public static let table = Table(
    "network", NetworkPlan.init,
    Row("name", \.name, "The network's name."),
    Row("is_internal", \.isInternal, "Whether nothing outside can be reached from it."),
    Row("subnet", \.subnet, "Its addresses."),
    Row("gateway", \.gateway, "The host's own address in it."),
    Row("bridge", \.bridge, "The interface of the host that it is."),
    Row("purpose", \.purpose, "Who meets in it."))
}

/// The networks by name. Each has one of the sixteen places in `server.networks.subnets` for good.
enum NetworkName: Int {
  case tenantsWeb = 0
  case superadminWeb = 1
  case tenantsDatabase = 2
  case superadminDatabase = 3
  case provisioning = 4

  /// The name in docker-compose.yml.
  var name: Name {
    switch self {
    case .tenantsWeb: Name(canonical: "tenants_web")
    case .superadminWeb: Name(canonical: "superadmin_web")
    case .tenantsDatabase: Name(canonical: "tenants_database")
    case .superadminDatabase: Name(canonical: "superadmin_database")
    case .provisioning: Name(canonical: "provisioning")
    }
  }
}

extension [NetworkName] {
  /// The names as the plan has them.
  var names: [Traced<Name>] { map { Traced(constant: $0.name) } }
}

extension NetworkPlan {
  /// Each is for two: an instance and the outside, or an instance and a database server. So nobody reaches a third.
  static func all(_ site: Site) -> Traced<[NetworkPlan]> {
    derive { t in
      let provisioning = NetworkPlan(
        site, .provisioning, isInternal: true, "the superadmin's instance and the tenants' database server")
      return [
        NetworkPlan(site, .tenantsWeb, isInternal: false, "the tenants' instance and the outside"),
        NetworkPlan(site, .superadminWeb, isInternal: false, "the superadmin's instance and the outside"),
        NetworkPlan(site, .tenantsDatabase, isInternal: true, "the tenants' instance and its database server"),
        NetworkPlan(site, .superadminDatabase, isInternal: true, "the superadmin's instance and its database server"),
      ] + (t(site.odoo.superadmin.provisionsTenants) ? [provisioning] : [])
    }
  }

  private init(_ site: Site, _ name: NetworkName, isInternal: Bool, _ purpose: String) {
    let range = site.server.networks.subnets
    let block: Traced<IPv4Block> = derive { t in t(range).network(name.rawValue) }
    let place = "part \(name.rawValue + 1) of the 16 of server.networks.subnets"
    self.init(
      name: Traced(constant: name.name), isInternal: Traced(constant: isInternal),
      subnet: derive(place) { t in CIDR(t(block)) },
      gateway: derive("the first address of its subnet") { t in
        IPv4Address(canonical: IPv4Block.dotted(t(block).base | 1))
      },
      // At most 15 bytes (IFNAMSIZ), and never the same for two networks of one host, since their subnets differ.
      bridge: derive("gen- and the subnet's first address in hexadecimal digits") { t in
        Name(canonical: "gen-" + t(block).hexadecimal)
      },
      purpose: Traced(constant: Phrase(purpose)))
  }
}
