import Diagnostics
import Document
import Schema
import TextTypes

/// What the operator writes under `settings` must be an option that gen leaves to them, and that this Odoo knows.
enum OptionsAreTheOperators: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    for settings in Instance.all(site).all.map(\.settings.additions.settings) {
      decoding.examineEach(.odooOption, settings) { t, entry in
        verdict(t(entry.key).printed, t(site.odoo.version).series, about: entry.key)
      }
    }
  }

  private static func verdict(_ name: String, _ series: Int, about key: Traced<OptionName>) -> Verdict? {
    if name == "dbfilter_format" {
      return .error(
        "dbfilter_format is not an option of Odoo: it would be ignored, and every tenant could open every database",
        about: key,
        help: "remove it; gen writes dbfilter = ^%d_db$")
    }
    if name == "dbfilter" {
      return .error(
        "dbfilter is an option that gen writes itself", about: key,
        help: "remove it; the database of a tenant is its name and _db, and restore.sh can give a database that name")
    }
    if let setting = OdooOptions.managed[name] {
      return .error(
        "\(name) is an option that gen writes itself", about: key,
        help: setting.isEmpty ? "remove it" : "write \(setting) instead")
    }
    if let reason = OdooOptions.dangerous[name] {
      return .error("\(name) \(reason)", about: key, help: "remove it")
    }
    if let replacement = OdooOptions.renamed(name, series) {
      return .error("\(name) is unknown to Odoo \(series).0", about: key, help: replacement)
    }
    guard !OdooOptions.known.contains(name) else { return nil }
    let hint = nearest(name, among: OdooOptions.known.sorted()).map { ", did you mean \($0)?" } ?? ""
    return .warning(
      "\(name) is not an option of Odoo itself\(hint)", about: key, help: "keep it only if one of your modules reads it"
    )
  }
}
