import Diagnostics
import Document
import Model
import Schema

/// Odoo reads the folders of modules, git keeps what is built, and neither may come upon a password.
enum FoldersKeepApart: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.folderOverlap) { t in
      let folders = SiteFolders(site, plan, t)
      let place = folders.secrets
      guard let fault = folders.overlap(with: place, isSecrets: true) ?? fault(of: place, in: folders) else {
        return nil
      }
      return .error(
        "secrets.directory: \(place.printed) \(fault)", about: site.secrets.directory,
        help: "write a folder that contains nothing else, such as ./secrets")
    }
    decoding.examineEach(.folderOverlap, site.odoo.addons) { t, folder in
      let folders = SiteFolders(site, plan, t)
      let place = ServerPath(t(folder), in: folders.base)
      guard let fault = folders.overlap(with: place) ?? fault(of: place, in: folders) else { return nil }
      let setting = folder.step?.setting?.path ?? "odoo.addons"
      return .error(
        "\(setting): \(place.printed) \(fault)", about: folder,
        help: "write a folder that contains only modules, such as ./custom_addons")
    }
  }

  /// What is wrong with a place outside of the site's own folder.
  private static func fault(of place: ServerPath, in folders: SiteFolders) -> String? {
    place.isWithin(folders.base) ? nil : SystemFolders.fault(of: place)
  }
}
