import Diagnostics
import Document
import Schema

/// A certificate's key is as secret as a password: git must not keep it, and no container and no other user read it.
enum KeysKeepApart: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    for (name, source) in [("tls.superadmin", site.tls.superadmin), ("tls.tenants", site.tls.tenants)] {
      decoding.examine(.folderOverlap) { t in
        guard case .given(let files) = t(source) else { return nil }
        let folders = SiteFolders(site, plan, t)
        let modules = t(site.odoo.addons).map { ServerPath(t($0), in: folders.base) }
        for (key, file) in [("certificate", files.certificate), ("key", files.key)] {
          let place = ServerPath(t(file))
          let reasons = [
            folders.overlap(with: place),
            modules.first(where: place.overlaps).map {
              place.relation(to: $0, "a folder of modules, which Odoo reads")
            },
            SystemFolders.unsafe.first(where: place.isWithin)
              .map { place.relation(to: $0, "\($0.printed), which is not permanent") },
          ]
          guard let fault = reasons.lazy.compactMap(\.self).first else { continue }
          return .error(
            "\(name).\(key): \(place.printed) \(fault)", about: file,
            help: "write a path in a folder that only root can write to, such as /etc/ssl/private")
        }
        return nil
      }
    }
  }
}
