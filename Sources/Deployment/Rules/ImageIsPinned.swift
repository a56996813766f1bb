import Diagnostics
import Document
import Schema

/// A tag such as `odoo:18.0` is another image every few weeks.
enum ImageIsPinned: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.imageUnpinned) { t in
      let image = t(plan.containers.odoo.image.base)
      guard !image.hasDigest, !image.hasDatedTag else { return nil }
      return .warning(
        "odoo.image: \(image.printed) does not name a single build: a rebuild can change Odoo",
        about: plan.containers.odoo.image.base,
        help: "write a dated tag or a digest, such as odoo:\(t(site.odoo.version).printed)@sha256:…")
    }
    // Without an image of the operator's, the newest minor release of the version is what is wanted: it mends bugs and no more.
    decoding.examine(.imageUnpinned) { t in
      guard let image = t(site.postgres.image), !image.hasDigest, !image.hasDatedTag, !image.hasMinorVersion else {
        return nil
      }
      return .warning(
        "postgres.image: \(image.printed) does not name a single release: another server can get another PostgreSQL",
        about: site.postgres.image,
        help: "write a minor version or a digest, such as postgres:\(t(site.postgres.version))@sha256:…")
    }
  }
}
