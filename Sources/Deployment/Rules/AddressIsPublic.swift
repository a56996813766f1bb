import Diagnostics
import Document
import Schema

/// The DNS records lead visitors to `server.ipv4`, so it should be an address of the Internet.
enum AddressIsPublic: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.addressPrivate) { t in
      let address = t(site.server.ipv4)
      // One in the containers' networks is refused.
      guard let own = address.block, !t(site.server.networks.subnets).block.contains(own),
        let range = PrivateRanges.all.first(where: { $0.ipv4?.contains(own) == true })
      else { return nil }
      return .warning(
        "server.ipv4: \(address.printed) is in \(range.printed), which is not routed on the Internet",
        about: site.server.ipv4,
        help: "write the address by which visitors reach the server, or keep it for a site inside one network")
    }
  }
}
