public import Schema

/// The host that everything runs on.
public struct ServerSettings: Section {
  let ipv4: Traced<IPv4Address>
  let ipv6: Traced<IPv6Address?>
  let cpuCores: Traced<Int>
  let memory: Traced<ByteCount>
  let swap: Traced<Swap>
  let os: Traced<OperatingSystem>
  let directory: Traced<AbsolutePath?>
  let timezone: Traced<TimeZoneName>
  let networks: ContainerNetworkSettings
  let ssh: SSHSettings

  /// The settings under `server`.
  public static let section = SectionTable(
    "server", ServerSettings.init,
    Row("ipv4", \.ipv4, "The host's public IPv4 address.").example("203.0.113.10"),
    Row(
      "ipv6", \.ipv6,
      optional: "The host's public IPv6 address; it adds AAAA records, listeners and firewall rules."
    ).example("2001:db8::10"),
    Row(
      "cpu_cores", \.cpuCores, in: 1...1024, "The number of processor cores. Never read from the machine that runs gen."
    ).example("4"),
    Row(
      "memory", \.memory, in: .gibibytes(1) ... .gibibytes(65536),
      "The host's memory, such as 16GiB. Never read from the machine that runs gen."
    ).example("16GiB"),
    Row("swap", \.swap, default: .automatic, "The swap space: auto is 2GiB if memory is below 8GiB, otherwise none.")
      .example("4GiB"),
    Row(
      "os", \.os, default: .ubuntu2404,
      "The operating system, which determines the versions of nginx, certbot and restic."
    ).example("debian-12"),
    Row(
      "directory", \.directory, derived: "/opt/ and the value of name",
      "Where the repository with site.yaml is cloned on the server."
    ).example("/srv/stockshop"),
    Row(
      "timezone", \.timezone, default: TimeZoneName(canonical: "Etc/UTC"),
      "The time zone of schedules and logs: a name of the IANA database."
    ).example("Europe/Oslo"),
    Row("networks", \.networks, record: "The networks of the containers."),
    Row("ssh", \.ssh, record: "The SSH service of the host."))
}

/// The networks of the containers.
public struct ContainerNetworkSettings: Section {
  let subnets: Traced<ContainerRange>

  /// The settings under `server.networks`.
  public static let section = SectionTable(
    "networks", ContainerNetworkSettings.init,
    Row(
      "subnets", \.subnets, default: ContainerRange(canonical: "172.30.0.0/24"),
      "The private range of the containers' networks; it may not contain anything else that the host has to reach."
    ).example("10.77.16.0/20")
  )
}

/// The SSH service of the host.
public struct SSHSettings: Section {
  let port: Traced<Int>
  let allowFrom: Traced<[Traced<CIDR>]>

  /// The settings under `server.ssh`.
  public static let section = SectionTable(
    "ssh", SSHSettings.init,
    Row("port", \.port, in: 1...65535, default: 22, "The port of the SSH service.").example("2222"),
    Row("allow_from", \.allowFrom, list: "Address ranges that may reach it; none means everyone, at a limited rate.")
      .example("192.0.2.0/24", "2001:db8:5::/48"))
}
