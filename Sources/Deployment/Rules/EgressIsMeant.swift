import Diagnostics
import Document
import Schema

/// An exception for the containers that can work, and opens no more than it says.
enum EgressIsMeant: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    let subnets = site.server.networks.subnets
    decoding.examineEach(.egressIpv6, site.firewall.egress) { t, egress in
      guard t(egress.to).isIPv6 else { return nil }
      return .error("the containers have no IPv6", about: egress.to, help: "write the IPv4 range of the same hosts")
    }
    decoding.examineEach(.egressContainers, site.firewall.egress) { t, egress in
      guard let block = t(egress.to).ipv4, block.overlaps(t(subnets).block) else { return nil }
      return .error(
        "\(t(egress.to).printed) contains the containers' own networks, \(t(subnets).printed)", about: egress.to,
        help: "write a range without them; the host itself is server.ipv4")
    }
    decoding.examineEach(.egressMetadata, site.firewall.egress) { t, egress in
      guard let block = t(egress.to).ipv4, block.contains(PrivateRanges.metadata), block.prefix > 0 else { return nil }
      return .warning(
        "\(t(egress.to).printed) contains 169.254.169.254, which gives out the machine's credentials in a cloud",
        about: egress.to, help: "write a range without it")
    }
    decoding.examineEach(.egressNeedless, site.firewall.egress) { t, egress in
      guard let block = t(egress.to).ipv4, !plan.isKept(block, t) else { return nil }
      return .warning(
        "\(t(egress.to).printed) is on the Internet, which the containers can reach anyway", about: egress.to,
        help: "leave the entry out")
    }
  }
}

extension Deployment {
  /// Whether the containers would not reach some of a range.
  fileprivate func isKept(_ block: IPv4Block, _ t: Trace) -> Bool {
    let ranges =
      t(host.firewall.privateRanges).compactMap { t($0).ipv4 } + [t(host.server.ipv4).block].compactMap { $0 }
    return ranges.contains { $0.overlaps(block) }
  }
}
