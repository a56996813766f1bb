import Schema

/// The official image of a series is no longer built some time after the third newer one is out (odoo/docker).
enum ImageIsRebuilt: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine("image-not-rebuilt") { t in
      guard t(site.odoo.version).series <= 16, t(plan.containers.odoo.image.base).printed.hasPrefix("odoo:") else {
        return nil
      }
      return .warning(
        "the official image of Odoo \(t(site.odoo.version).printed) has not been built since September 2025: it gets no security updates",
        about: site.odoo.version, help: "plan the upgrade, or build an image of your own and name it in odoo.image")
    }
  }
}
