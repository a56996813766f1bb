import Diagnostics
import Document
import Schema

/// What the operator writes under `environment` must be variables that gen leaves to them.
enum VariablesAreTheOperators: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    for variables in [site.odoo.environment] + Instance.all(site).all.map(\.settings.additions.environment) {
      decoding.examineEach(.variableManaged, variables) { t, entry in
        let name = t(entry.key).printed
        guard let (reason, remedy) = EnvironmentVariables.refusal(of: name) else { return nil }
        return .error("\(name) \(reason)", about: entry.key, help: remedy)
      }
    }
  }
}
