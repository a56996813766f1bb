import Diagnostics
import Document
import Schema

/// What is sent to an address of the containers stays on the host; and who admits a range of theirs admits every tenant's code.
enum SubnetsAreFree: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    let subnets = site.server.networks.subnets
    decoding.examine(.subnetsOverlap) { t in
      guard let own = t(site.server.ipv4).block, t(subnets).block.contains(own) else { return nil }
      return .error(
        "the host's own address \(t(site.server.ipv4).printed) is in the containers' networks, \(t(subnets).printed)",
        about: subnets, help: "write a private range that neither the host nor its network uses")
    }
    let lists = [
      site.server.ssh.allowFrom, site.firewall.webFrom, site.nginx.trustedProxies, site.odoo.superadmin.allowFrom,
    ]
    for list in lists {
      decoding.examineEach(.subnetsOverlap, list) { t, range in verdict(t, subnets, with: range, t(range)) }
    }
  }

  /// A range that holds half the world names nobody in particular, and is left to the rules of its own setting.
  private static func verdict<Value>(
    _ t: Trace, _ subnets: Traced<ContainerRange>, with place: Traced<Value>, _ range: CIDR
  ) -> Verdict? {
    guard !range.holdsStrangers, let block = range.ipv4, block.overlaps(t(subnets).block) else { return nil }
    return .error(
      "\(range.printed) and the containers' networks, \(t(subnets).printed), overlap: the containers would be allowed",
      about: place, help: "write a range without them, or other server.networks.subnets")
  }
}
