import Diagnostics
import JSON

extension BoundSettings {
  /// Refuses each of them that is not as it was in any version of the folder that git merged: what a version has was reviewed with it.
  static func refusals(folder: String, before versions: [JSONValue], after: JSONValue) -> [Diagnostic] {
    let refusals = versions.map { self.refusals(folder: folder, before: $0, after: after) }
    // The first word of each is the setting.
    func settings(_ refusals: [Diagnostic]) -> Set<Substring> { Set(refusals.map { $0.message.prefix { $0 != " " } }) }
    let others = refusals.dropFirst().map(settings)
    return (refusals.first ?? []).filter { refusal in
      others.allSatisfy { $0.isSuperset(of: settings([refusal])) }
    }
  }
}
