import Diagnostics
import Document
import Schema

/// A list of who may come in that lets everyone in only looks like one.
enum AllowListsRestrict: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    let lists = [
      ("server.ssh.allow_from", site.server.ssh.allowFrom),
      ("odoo.superadmin.allow_from", site.odoo.superadmin.allowFrom), ("firewall.web_from", site.firewall.webFrom),
    ]
    for (name, list) in lists {
      decoding.examine(.allowEveryone) { t in
        guard let range = t(list).first(where: { t($0).holdsStrangers }) else { return nil }
        return .warning(
          "\(name): \(t(range).printed) hardly excludes anybody", about: range,
          help: "write the ranges that you mean, or leave the list out to allow everyone explicitly")
      }
    }
    decoding.examineEach(.allowEveryone, site.firewall.allow) { t, allow in
      guard let range = t(allow.from), range.holdsStrangers else { return nil }
      return .warning(
        "firewall.allow: \(range.printed) hardly excludes anybody from port \(t(allow.port))", about: allow.from,
        help: "write the range that you mean, or leave `from` out to allow everyone explicitly")
    }
  }
}
