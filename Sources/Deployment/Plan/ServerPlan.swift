public import Schema

/// The host, with what its operating system brings.
public struct ServerPlan: Tabled {
  let ipv4: Traced<IPv4Address>
  let ipv6: Traced<IPv6Address?>
  let cpuCores: Traced<Int>
  let memory: Traced<ByteCount>
  let memoryMebibytes: Traced<Int>
  let swap: Traced<ByteCount>
  let swapMebibytes: Traced<Int>
  let os: Traced<OperatingSystem>
  let osFamily: Traced<Name>
  let osCodename: Traced<Name>
  let nginxVersion: Traced<ProgramVersion>
  let directory: Traced<AbsolutePath>
  let timezone: Traced<TimeZoneName>
  let networks: ContainerNetworkSettings
  let ssh: SSHSettings

  /// The effective settings of the host.
  public static let table = Table(
    "server", ServerPlan.init,
    Row("ipv4", \.ipv4, "The public IPv4 address."),
    Row("ipv6", \.ipv6, "The public IPv6 address."),
    Row("cpu_cores", \.cpuCores, "The number of processor cores."),
    Row("memory", \.memory, "The memory."),
    Row("memory_mib", \.memoryMebibytes, "The memory in MiB."),
    Row("swap", \.swap, "The swap space."),
    Row("swap_mib", \.swapMebibytes, "The swap space in MiB."),
    Row("os", \.os, "The operating system."),
    Row("os_family", \.osFamily, "The operating system's name without its version."),
    Row("os_codename", \.osCodename, "What archives of packages call this version."),
    Row("nginx_version", \.nginxVersion, "The nginx that the operating system ships."),
    Row("directory", \.directory, "Where the repository is on the server."),
    Row("timezone", \.timezone, "The time zone of schedules and logs."),
    Row("networks", \.networks, "The range of the containers' networks."),
    Row("ssh", \.ssh, "The SSH service."))
}

extension ServerPlan {
  init(_ site: Site) {
    let server = site.server
    let swap: Traced<ByteCount> = derive { t in
      switch t(server.swap) {
      case .size(let size): return size
      case .automatic:
        t.explain("2GiB where server.memory is below 8GiB, else none")
        return t(server.memory) < .gibibytes(8) ? .gibibytes(2) : ByteCount(bytes: 0)
      }
    }
    self.init(
      ipv4: server.ipv4, ipv6: server.ipv6, cpuCores: server.cpuCores, memory: server.memory,
      memoryMebibytes: derive("server.memory in MiB") { t in t(server.memory).mebibytes }, swap: swap,
      swapMebibytes: derive("server.swap in MiB") { t in t(swap).mebibytes }, os: server.os,
      osFamily: derive("what server.os is") { t in Name(canonical: t(server.os).release.family) },
      osCodename: derive("what server.os is") { t in Name(canonical: t(server.os).release.codename) },
      nginxVersion: derive("what server.os ships") { t in ProgramVersion(canonical: t(server.os).nginx.printed) },
      directory: derive("/opt/ and name") { t in
        t(server.directory) ?? AbsolutePath(canonical: "/opt/\(t(site.name).printed)")
      }.overridden(by: server.directory),
      timezone: server.timezone, networks: server.networks, ssh: server.ssh)
  }
}
