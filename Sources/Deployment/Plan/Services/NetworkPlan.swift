public import Schema

/// A network, as the services that meet in it declare it.
struct Network: Sendable {
  /// Which of the sixteen parts of `server.networks.subnets` it has, for good.
  let place: Int
  let name: String
  let isInternal: Bool
  /// Whether a service on it publishes a port, although nothing on it may reach the outside.
  var publishesPorts = false
  let purpose: String

  /// Where an instance that makes tenants meets the server of their databases.
  static let provisioning = Network(
    place: 4, name: "provisioning", isInternal: true,
    purpose:
      "the \(InstanceNames.superadmin.possessive) instance and the \(InstanceNames.tenants.possessive) database server")
}

extension Network {
  /// Its part of the containers' range.
  func block(_ site: Site) -> Traced<IPv4Block> {
    derive { t in t(site.server.networks.subnets).network(place) }
  }

  /// The same as a range.
  func subnet(_ site: Site) -> Traced<CIDR> {
    let block = block(site)
    return derive("part \(place + 1) of the 16 of server.networks.subnets") { t in CIDR(t(block)) }
  }

  /// The host's own address in it.
  func gateway(_ site: Site) -> Traced<IPv4Address> {
    let block = block(site)
    return derive("the first address of its subnet") { t in
      IPv4Address(canonical: IPv4Block.dotted(t(block).base | 1))
    }
  }
}

extension [Network] {
  /// The names, as a service has them.
  var names: [Traced<Name>] { map { Traced(constant: Name(canonical: $0.name)) } }
}

/// A network between containers.
public struct NetworkPlan: Tabled {
  let name: Traced<Name>
  let isInternal: Traced<Bool>
  let publishesPorts: Traced<Bool>
  let subnet: Traced<CIDR>
  let gateway: Traced<IPv4Address>
  let bridge: Traced<Name>
  let purpose: Traced<Phrase>

  /// One network.
  public static let table = Table(
    "network", NetworkPlan.init,
    Row("name", \.name, "The network's name."),
    Row("is_internal", \.isInternal, "Whether it does not lead out of this machine."),
    Row(
      "publishes_ports", \.publishesPorts,
      "Whether the host reaches a port on it although it does not lead out: only the firewall closes it."),
    Row("subnet", \.subnet, "Its addresses."),
    Row("gateway", \.gateway, "The host's address in it."),
    Row("bridge", \.bridge, "Its interface on the host."),
    Row("purpose", \.purpose, "What it connects."))
}

extension NetworkPlan {
  /// The networks that services are on, in the order of their places. Each is for two: an instance and the outside, or an
  /// instance and a database server, or one of these and what measures it. So nobody reaches a third.
  static func all(
    _ site: Site, _ instances: PerInstance<Instance>, usedBy services: Traced<[ServicePlan]>
  ) -> Traced<[NetworkPlan]> {
    let all =
      instances.all.flatMap { [$0.webNetwork, $0.databaseNetwork, $0.exporterNetwork, $0.measurementsNetwork] }
      + [.provisioning]
    return Traced(constant: all.sorted { $0.place < $1.place }).only { t, network in
      t.hasElements(services.only { t, service in t.contains(service.links.networks, Name(canonical: network.name)) })
    }.each { NetworkPlan(site, $0) }
  }

  private init(_ site: Site, _ network: Network) {
    let block = network.block(site)
    self.init(
      name: Traced(constant: Name(canonical: network.name)), isInternal: Traced(constant: network.isInternal),
      publishesPorts: Traced(constant: network.publishesPorts),
      subnet: network.subnet(site),
      gateway: network.gateway(site),
      // At most 15 bytes (IFNAMSIZ), and never the same for two networks of one host, since their subnets differ.
      bridge: derive("gen- and the subnet's first address in hexadecimal digits") { t in
        Name(canonical: "gen-" + t(block).hexadecimal)
      },
      purpose: Traced(constant: Phrase(network.purpose)))
  }
}
