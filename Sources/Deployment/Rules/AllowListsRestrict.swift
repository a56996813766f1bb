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
          "\(name): \(t(range).printed) keeps hardly anybody out", about: range,
          help: "write the ranges that are meant, or leave the list out: that means everyone, and says so")
      }
    }
    decoding.examineEach(.allowEveryone, site.firewall.allow) { t, allow in
      guard let range = t(allow.from), range.holdsStrangers else { return nil }
      return .warning(
        "firewall.allow: \(range.printed) keeps hardly anybody out of port \(t(allow.port))", about: allow.from,
        help: "write the range that is meant, or leave `from` out: that means everyone, and says so")
    }
  }
}
