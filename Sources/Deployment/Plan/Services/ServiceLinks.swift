public import Schema

/// Whom a service meets.
public struct ServiceLinks: Tabled {
  let ports: Traced<[PublishedPort]>
  let networks: Traced<[Traced<Name>]>
  let hosts: Traced<[HostEntry]>
  let dependsOn: Traced<[Traced<Name>]>

  /// The links.
  public static let table = Table(
    "links of a service", ServiceLinks.init,
    Row("ports", \.ports, "The ports published on 127.0.0.1 of the host."),
    Row("networks", \.networks, "The networks that it is on."),
    Row("extra_hosts", \.hosts, "Names that it does not ask DNS for."),
    Row("depends_on", \.dependsOn, "The services that must be healthy before it starts."))
}

/// A port of a container that the host has as well.
public struct PublishedPort: Tabled {
  let host: Traced<Int>
  let container: Traced<Int>

  /// One port.
  public static let table = Table(
    "published port", PublishedPort.init,
    Row("host", \.host, "The port on 127.0.0.1 of the host."),
    Row("container", \.container, "The port in the container."))
}

/// A name that a container finds in its own /etc/hosts.
public struct HostEntry: Tabled {
  let name: Traced<DomainName>
  let address: Traced<IPv4Address>

  /// One name.
  public static let table = Table(
    "host entry", HostEntry.init,
    Row("name", \.name, "The name."),
    Row("address", \.address, "Its address, as the container sees it."))
}
