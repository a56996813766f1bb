import Diagnostics
import Document
import Schema

/// A warning that is silenced and would not come anyway is a leftover, which would hide the next one.
///
/// The last of the rules: only then it is known what was silenced. Where something is an error, other rules did not say all that they would.
enum LintIsNeeded: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    guard !decoding.diagnostics.hasErrors else { return }
    let silenced = decoding.diagnostics.silenced
    decoding.examineEach(.lintUnused, site.lint.allow) { t, name in
      guard let id = t(name).id, id != .lintUnused, !silenced.contains(id) else { return nil }
      return .warning(
        "lint.allow: there is no warning \(id) to be silenced", about: name, help: "remove it from the list")
    }
  }
}
