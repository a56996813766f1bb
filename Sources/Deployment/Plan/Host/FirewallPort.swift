public import Schema

/// A port that is open to someone.
public struct FirewallPort: Tabled {
  let port: Traced<Int>
  let `protocol`: Traced<TransportProtocol>

  /// A port that is open to someone.
  public static let table = Table(
    "open port", FirewallPort.init,
    Row("port", \.port, "The port."),
    Row("protocol", \.protocol, "The protocol."))

  /// The ports of rules, in their order, each once however many ranges it is open to.
  static func all(_ rules: Traced<[FirewallRule]>) -> Traced<[FirewallPort]> {
    derive { t in
      var seen: Set<String> = []
      return t(rules).compactMap { rule in
        let key = "\(t(rule.port).printed)/\(t(rule.protocol).printed)"
        return seen.insert(key).inserted ? FirewallPort(port: rule.port, protocol: rule.protocol) : nil
      }
    }
  }
}
