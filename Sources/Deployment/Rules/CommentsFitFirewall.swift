import Diagnostics
import Document
import Schema

/// ufw refuses a comment with a single quote in it.
enum CommentsFitFirewall: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examineEach(.firewallComment, site.firewall.allow) { t, allow in
      guard let text = t(allow.comment), text.printed.contains("'") else { return nil }
      return .error(
        "the comment contains a single quote, which ufw refuses", about: allow.comment,
        help: "write it without the quote")
    }
  }
}
