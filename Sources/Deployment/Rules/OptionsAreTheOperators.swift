import Diagnostics
import Document
import Schema
import TextTypes

/// What the operator writes under `settings` must be an option that gen leaves to them, and that this Odoo knows and can read.
enum OptionsAreTheOperators: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    for instance in Instance.all(site).all {
      let section = "odoo.\(instance.names.owner)"
      decoding.examineEach(.odooOption, instance.settings.additions.settings) { t, entry in
        let name = t(entry.key).printed
        return ofName(name, in: section, t(site.odoo.version).series, about: entry.key)
          ?? ofValue(name, t(entry.value).printed, about: entry.value)
      }
    }
  }

  private static func ofName(
    _ name: String, in section: String, _ series: Int, about key: Traced<OptionName>
  ) -> Verdict? {
    if name == "dbfilter_format" {
      return .error(
        "dbfilter_format is not an option of Odoo: it would be ignored, and every tenant could open every database",
        about: key,
        help: "remove it; gen writes dbfilter = ^%d_db$")
    }
    if let setting = OdooOptions.managed[name] {
      let path = setting.begins(with: "odoo.") ? setting : "\(section).\(setting)"
      return .error("\(name) is an option that gen writes itself", about: key, help: "write \(path) instead")
    }
    if let replacement = OdooOptions.renamed(name, series) {
      return .error("\(name) is unknown to Odoo \(series).0", about: key, help: replacement)
    }
    if let refusal = OdooOptions.refusal(of: name) {
      return .error("\(name) \(refusal.reason)", about: key, help: refusal.remedy)
    }
    guard OdooOptions.known[name] == nil else { return nil }
    let hint = nearest(name, among: OdooOptions.known.keys.sorted()).map { ", did you mean \($0)?" } ?? ""
    return .warning(
      "\(name) is not an option of Odoo itself\(hint)", about: key, help: "keep it only if one of your modules reads it"
    )
  }

  private static func ofValue(_ name: String, _ value: String, about traced: Traced<OptionValue>) -> Verdict? {
    if name == "db_sslmode", ["require", "verify-ca", "verify-full"].contains(value) {
      return .error(
        "db_sslmode: \(value) asks for TLS, which the database servers do not speak: Odoo could not connect",
        about: traced, help: "remove it; Odoo and its database server are alone in a network of their own")
    }
    switch OdooOptions.known[name] {
    case .toggle where value != "True" && value != "False":
      return .error(
        "\(name) is \"\(value)\", which Odoo does not read as True or False", about: traced,
        help: "write \"True\" or \"False\"")
    case .whole where Int(value) == nil:
      return .error("\(name) is \"\(value)\", not a whole number", about: traced, help: "write a whole number")
    case .number where Double(value)?.isFinite != true:
      return .error("\(name) is \"\(value)\", not a number", about: traced, help: "write a number, such as 1.5")
    default: return nil
    }
  }
}
