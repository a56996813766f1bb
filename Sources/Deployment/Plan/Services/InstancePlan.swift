public import Schema

/// One instance of Odoo: its names, its processes and its limits.
public struct InstancePlan: Tabled {
  package let identity: InstanceIdentity
  let ports: InstancePorts
  let processes: ProcessesPlan
  let limits: LimitPlan
  let container: ContainerPlan
  let connections: ConnectionsPlan
  let databases: DatabasesPlan
  let provisioning: ProvisioningPlan
  let access: AccessPlan
  let settings: Traced<Keyed<OptionName, OptionValue>>

  /// The effective settings of an instance.
  public static let table = Table(
    "instance", InstancePlan.init,
    Row(part: \.identity),
    Row(part: \.ports),
    Row(part: \.processes),
    Row("limits", \.limits, "The limits at which a worker is stopped."),
    Row("container", \.container, "The container's hard limits."),
    Row(part: \.connections),
    Row(part: \.databases),
    Row(part: \.provisioning),
    Row(part: \.access),
    Row("settings", \.settings, "Further options of its configuration."))
}

extension InstancePlan {
  init(_ instance: Instance, _ share: InstanceShare, _ site: Site) {
    let (names, settings) = (instance.names, instance.settings)
    let hasQueueJob = instance.hasQueueJob(site)
    let processes = ProcessesPlan(instance, share, hasQueueJob: hasQueueJob)
    let limits = LimitPlan(instance, site)
    self.init(
      identity: InstanceIdentity(names, instance.webNetwork, site),
      ports: InstancePorts(settings, isThreaded: processes.isThreaded), processes: processes, limits: limits,
      container: ContainerPlan(instance, share, processes: processes.processes, site),
      connections: ConnectionsPlan(
        instance, processes, listening: .listening(instance, share, hasQueueJob: hasQueueJob),
        version: site.odoo.version),
      databases: instance.databases,
      provisioning: ProvisioningPlan(isOn: instance.provisionsTenants),
      access: AccessPlan(instance, limits: limits), settings: settings.additions.settings)
  }
}

/// What an instance is called.
public struct InstanceIdentity: Tabled {
  package let service: Traced<Name>
  let volume: Traced<Name>
  let owner: Traced<Phrase>
  let configFile: Traced<FileName>
  let subnet: Traced<CIDR>
  let gateway: Traced<IPv4Address>
  let adminSecret: Traced<Name>

  /// The names.
  public static let table = Table(
    "identity", InstanceIdentity.init,
    Row("service", \.service, "The service in docker-compose.yml."),
    Row("volume", \.volume, "The volume of its files."),
    Row("owner", \.owner, "Its owner, in the possessive: tenants' or superadmin's."),
    Row("config_file", \.configFile, "The artifact with its configuration."),
    Row("subnet", \.subnet, "Its addresses in the network that leads out."),
    Row("gateway", \.gateway, "The host's address in the network that leads out."),
    Row("admin_secret", \.adminSecret, "The secret that holds its master password."))
}

extension InstanceIdentity {
  init(_ names: InstanceNames, _ network: Network, _ site: Site) {
    self.init(
      service: Traced(constant: names.service), volume: Traced(constant: Name(canonical: names.filesVolume.name)),
      owner: Traced(constant: Phrase(names.possessive)),
      configFile: Traced(constant: names.configFile), subnet: network.subnet(site), gateway: network.gateway(site),
      adminSecret: Traced(constant: names.masterSecret.name))
  }
}

/// The ports of an instance on the host, and how nginx asks it.
public struct InstancePorts: Tabled {
  let port: Traced<Int>
  let websocketPort: Traced<Int>
  let upstreamWebsocketPort: Traced<Int>

  /// The ports.
  public static let table = Table(
    "ports", InstancePorts.init,
    Row("port", \.port, "The port on 127.0.0.1 where nginx reaches it."),
    Row("websocket_port", \.websocketPort, "The port on 127.0.0.1 for websockets."),
    Row(
      "upstream_websocket_port", \.upstreamWebsocketPort,
      "The port to which nginx passes websockets: without workers, the HTTP port."))
}

extension InstancePorts {
  init(_ settings: any InstanceSettings, isThreaded: Traced<Bool>) {
    self.init(
      port: settings.port, websocketPort: settings.websocketPort,
      upstreamWebsocketPort: derive("the HTTP port without workers") { t in
        t(isThreaded) ? t(settings.port) : t(settings.websocketPort)
      })
  }
}
