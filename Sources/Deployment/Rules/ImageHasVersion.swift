import Diagnostics
import Document
import Schema

/// The image that the operator names has the version that the rest is made for.
///
/// PostgreSQL does not start on the data of another version, and from 18 on the image keeps it in another folder: with an older image,
/// in a volume without a name, which `docker compose down --volumes` and the next `rm` remove.
enum ImageHasVersion: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.imageVersion) { t in
      guard let image = t(site.postgres.image) else { return nil }
      let version = t(site.postgres.version)
      return verdict(
        image, Product(name: "PostgreSQL", setting: "postgres", wanted: version, text: "\(version)", minor: nil),
        about: site.postgres.image)
    }
    decoding.examine(.imageVersion) { t in
      guard let image = t(site.odoo.image) else { return nil }
      let version = t(site.odoo.version)
      return verdict(
        image, Product(name: "Odoo", setting: "odoo", wanted: version.series, text: version.printed, minor: ".0"),
        about: site.odoo.image)
    }
  }

  /// What an image is of.
  private struct Product {
    let name: String
    let setting: String
    let wanted: Int
    let text: String
    let minor: String?
  }

  private static func verdict(
    _ image: ImageReference, _ product: Product, about setting: Traced<ImageReference?>
  ) -> Verdict? {
    let (key, wanted) = ("\(product.setting).image", product.text)
    guard let series = image.series(minor: product.minor) else {
      return .warning(
        "\(key): \(image.printed) does not say which \(product.name) it has, and everything here is made for \(wanted)",
        about: setting, help: "write a tag that begins with \(wanted), and make sure that the image has it")
    }
    guard series != product.wanted else { return nil }
    let found = "\(series)\(product.minor ?? "")"
    return .error(
      "\(key): \(image.printed) has \(product.name) \(found), and \(product.setting).version is \(wanted)",
      about: setting,
      help: "write an image whose tag begins with \(wanted), or \(product.setting).version: \(found)")
  }
}
