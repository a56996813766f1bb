import Diagnostics
import Document
import Schema

/// What the operator writes under `environment` must be variables that gen leaves to them.
enum VariablesAreTheOperators: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    let odoo = site.odoo
    for (path, variables) in [
      ("odoo.environment", odoo.environment),
      ("odoo.tenants.environment", odoo.tenants.additions.environment),
      ("odoo.superadmin.environment", odoo.superadmin.additions.environment),
    ] {
      decoding.examineEach(.variableManaged, variables) { t, entry in
        let name = t(entry.key).printed
        guard let (reason, remedy) = EnvironmentVariables.refusal(of: name) else { return nil }
        return .error("\(path): \(name) \(reason)", about: entry.key, help: remedy)
      }
    }
  }
}
