import Diagnostics
import Document
import Schema

/// The DNS records lead visitors to `server.ipv4` and `server.ipv6`, so they should be addresses of the Internet.
enum AddressIsPublic: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.addressUnusable) { t in
      let address = t(site.server.ipv4)
      return range(of: address, among: nobodys).map {
        unusable("server.ipv4: \(address.printed)", $0, site.server.ipv4)
      }
    }
    decoding.examine(.addressPrivate) { t in
      let address = t(site.server.ipv4)
      // One in the containers' networks is refused.
      guard let own = address.block, !t(site.server.networks.subnets).block.contains(own),
        range(of: address, among: nobodys) == nil, let range = range(of: address, among: PrivateRanges.all)
      else { return nil }
      return inside("server.ipv4: \(address.printed)", range, site.server.ipv4)
    }
    decoding.examine(.addressUnusable) { t in
      guard let address = t(site.server.ipv6), let range = range(of: address, among: nobodys6) else { return nil }
      return unusable("server.ipv6: \(address.printed)", range, site.server.ipv6)
    }
    decoding.examine(.addressPrivate) { t in
      guard let address = t(site.server.ipv6), let range = range(of: address, among: ["fc00::/7"]) else { return nil }
      return inside("server.ipv6: \(address.printed)", range, site.server.ipv6)
    }
  }

  /// Ranges that lead to the machine itself, to one wire, to groups or nowhere (IANA's registries of special-purpose addresses).
  private static let nobodys = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3"].map(CIDR.init(canonical:))
  private static let nobodys6 = ["::/127", "fe80::/10", "ff00::/8"]

  private static func range(of address: IPv4Address, among ranges: [CIDR]) -> String? {
    guard let own = address.block else { return nil }
    return ranges.first { $0.ipv4?.contains(own) == true }?.printed
  }

  private static func range(of address: IPv6Address, among ranges: [String]) -> String? {
    guard let groups = IPv6Address.groups(address.printed) else { return nil }
    return ranges.first { range in
      let parts = range.pieces("/")
      guard parts.count == 2, let start = IPv6Address.groups(parts[0]), let length = parts[1].decimal(in: 0...128)
      else { return false }
      return zip(groups, start).enumerated().allSatisfy { index, pair in
        let bits = min(16, max(0, length - index * 16))
        let mask = UInt16.max << UInt16(16 - bits)
        return pair.0 & mask == pair.1 & mask
      }
    }
  }

  private static func unusable<Value>(_ what: String, _ range: String, _ value: Traced<Value>) -> Verdict {
    .error(
      "\(what) is in \(range), where no visitor can reach a server", about: value,
      help: "write the address by which visitors reach the server")
  }

  private static func inside<Value>(_ what: String, _ range: String, _ value: Traced<Value>) -> Verdict {
    .warning(
      "\(what) is in \(range), which is not routed on the Internet", about: value,
      help: "write the address by which visitors reach the server, or keep it for a site inside one network")
  }
}
