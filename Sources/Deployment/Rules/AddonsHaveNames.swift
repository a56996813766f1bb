import Diagnostics
import Document
import Schema

/// In the containers a folder of modules goes by its last name alone.
enum AddonsHaveNames: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.addonsClash) { t in
      var seen: Set<String> = []
      for folder in t(site.odoo.addons) where !seen.insert(t(folder).name).inserted {
        return .error(
          "two folders of modules are called \(t(folder).name)", about: folder, help: "rename one of them")
      }
      return nil
    }
  }
}
