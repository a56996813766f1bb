/// A rule of the firewall as ops/site.sh lists it: `entry ACTION PROTOCOL PORT SOURCE "PURPOSE"`.
struct FirewallEntry: Hashable {
  let action: String
  let `protocol`: String
  let port: String
  let source: String

  init?(_ line: String) {
    let words = line.trimmed.split(separator: " ").map { $0.filter { $0 != "\"" } }
    guard words.count >= 5, words[0] == "entry", ["allow", "limit"].contains(words[1]) else { return nil }
    (action, `protocol`, port, source) = (words[1], words[2], words[3], words[4])
  }

  /// Who may come in, in words.
  var from: String { source == "any" ? "everyone" : source }

  /// Whether everyone whom another rule lets in is let in by this one, too.
  func covers(_ other: FirewallEntry) -> Bool {
    if source == "any" || source == other.source { return true }
    guard other.source != "any", let outer = Self.range(source), let inner = Self.range(other.source) else {
      return false
    }
    return outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound
  }

  /// The addresses of a range of IPv4; nil for everything else.
  private static func range(_ text: String) -> ClosedRange<UInt64>? {
    let parts = text.split(separator: "/")
    let octets = (parts.first ?? "").split(separator: ".").compactMap { UInt8($0) }
    guard octets.count == 4, let prefix = parts.count == 1 ? 32 : UInt64(parts[1]), prefix <= 32 else { return nil }
    let address = octets.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    let size = UInt64(1) << (32 - prefix)
    let start = address / size * size
    return start...start + size - 1
  }
}
