import Diagnostics
import Document
import Schema

/// An image that is no longer built gets no security updates.
enum ImageIsRebuilt: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.imageNotRebuilt) { t in
      guard let since = t(site.odoo.version).imageUnbuiltSince,
        t(plan.containers.odoo.image.base).printed.hasPrefix("odoo:")
      else { return nil }
      return .warning(
        "the official image of Odoo \(t(site.odoo.version).printed) has not been built since \(since): it gets no security updates",
        about: site.odoo.version, help: "plan the upgrade, or build your own image and name it in odoo.image")
    }
  }
}
