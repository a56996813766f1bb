public import Schema

/// The host, with what its operating system brings.
public struct ServerPlan: Tabled {
  let ipv4: Traced<IPv4Address>
  let ipv6: Traced<IPv6Address?>
  let hardware: HardwarePlan
  let system: SystemPlan
  package let directory: Traced<AbsolutePath>
  let timezone: Traced<TimeZoneName>
  let networks: ContainerNetworkSettings
  let ssh: SSHSettings

  /// The effective settings of the host.
  public static let table = Table(
    "server", ServerPlan.init,
    Row("ipv4", \.ipv4, "The public IPv4 address."),
    Row("ipv6", \.ipv6, "The public IPv6 address."),
    Row(part: \.hardware),
    Row(part: \.system),
    Row("directory", \.directory, "Where the repository is on the server."),
    Row("timezone", \.timezone, "The time zone of schedules and logs."),
    Row("networks", \.networks, "The range of the containers' networks."),
    Row("ssh", \.ssh, "The SSH service."))
}

extension ServerPlan {
  init(_ site: Site) {
    let server = site.server
    self.init(
      ipv4: server.ipv4, ipv6: server.ipv6, hardware: HardwarePlan(server), system: SystemPlan(server.os),
      directory: derive("/opt/ and name") { t in
        t(server.directory) ?? AbsolutePath(canonical: "/opt/\(t(site.name).printed)")
      }.overridden(by: server.directory),
      timezone: server.timezone, networks: server.networks, ssh: server.ssh)
  }
}

/// What the host has to share.
public struct HardwarePlan: Tabled {
  let cpuCores: Traced<Int>
  let memory: Traced<ByteCount>
  let memoryMebibytes: Traced<Int>
  let swap: Traced<ByteCount>
  let swapMebibytes: Traced<Int>

  /// The effective settings.
  public static let table = Table(
    "hardware", HardwarePlan.init,
    Row("cpu_cores", \.cpuCores, "The number of processor cores."),
    Row("memory", \.memory, "The memory."),
    Row("memory_mib", \.memoryMebibytes, "The memory in MiB."),
    Row("swap", \.swap, "The swap space."),
    Row("swap_mib", \.swapMebibytes, "The swap space in MiB."))
}

extension HardwarePlan {
  init(_ server: ServerSettings) {
    let swap: Traced<ByteCount> = derive { t in
      switch t(server.swap) {
      case .size(let size): return size
      case .automatic:
        t.explain("2GiB if server.memory is below 8GiB, otherwise none")
        return t(server.memory) < .gibibytes(8) ? .gibibytes(2) : ByteCount(bytes: 0)
      }
    }
    self.init(
      cpuCores: server.cpuCores, memory: server.memory,
      memoryMebibytes: derive("server.memory in MiB") { t in t(server.memory).mebibytes }, swap: swap,
      swapMebibytes: derive("server.swap in MiB") { t in t(swap).mebibytes })
  }
}

/// The operating system.
public struct SystemPlan: Tabled {
  let os: Traced<OperatingSystem>
  let family: Traced<Name>
  let codename: Traced<Name>
  let nginxVersion: Traced<ProgramVersion>

  /// The effective settings.
  public static let table = Table(
    "system", SystemPlan.init,
    Row("os", \.os, "The operating system."),
    Row("os_family", \.family, "The operating system's name without its version."),
    Row("os_codename", \.codename, "The codename of this version in package archives."),
    Row("nginx_version", \.nginxVersion, "The nginx that the operating system ships."))
}

extension SystemPlan {
  init(_ os: Traced<OperatingSystem>) {
    self.init(
      os: os, family: derive("what server.os is") { t in Name(canonical: t(os).release.family) },
      codename: derive("what server.os is") { t in Name(canonical: t(os).release.codename) },
      nginxVersion: derive("what server.os ships") { t in ProgramVersion(canonical: t(os).nginx.printed) })
  }
}
