import Diagnostics
import Document
import Schema
import TextTypes

/// A deployment names what it deploys: a branch names something else after each push.
enum RevisionStays: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.revisionMoves) { t in
      guard let source = t(site.source), isBranch(t(source.revision).printed) else { return nil }
      return .warning(
        "source.revision: \(t(source.revision).printed) is the name of a branch, which leads to other code after each push",
        about: source.revision, help: "write a tag or a commit, such as v1.4.0")
    }
  }

  /// Names that are branches by every habit, and those of Odoo's own repositories, such as 18.0.
  private static func isBranch(_ name: String) -> Bool {
    names.contains(name)
      || ["refs/heads/", "refs/remotes/", "heads/", "origin/", "upstream/"].contains(where: name.begins)
      || (name.utf8.count == 4 && name.ends(with: ".0") && name.begins(with: .digits))
  }

  private static let names = [
    "HEAD", "dev", "develop", "development", "main", "master", "prod", "production", "staging", "trunk",
  ]
}
