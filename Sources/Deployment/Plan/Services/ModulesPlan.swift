public import Schema

/// The modules of Odoo, and where they are.
public struct ModulesPlan: Tabled {
  let addons: Traced<[AddonsPlan]>
  let addonsPath: Traced<PathList>
  let guardDirectory: Traced<AbsolutePath>
  let serverWideModules: Traced<[Traced<ModuleName>]>

  /// The effective settings.
  public static let table = Table(
    "modules", ModulesPlan.init,
    Row("addons", \.addons, "Folders of modules, in search order."),
    Row("addons_path", \.addonsPath, "The guard's folder, then those folders, as paths in the container."),
    Row("guard_directory", \.guardDirectory, "The path of the module gen_guard in the image."),
    Row("server_wide_modules", \.serverWideModules, "Modules that are loaded for every database."))
}

extension ModulesPlan {
  init(_ site: Site) {
    let folders = site.odoo.addons
    self.init(
      addons: derive { t in t(folders).map(AddonsPlan.init) },
      addonsPath: derive("the guard's folder, and the folders of odoo.addons in the container") { t in
        let paths = t(folders).map { AddonsPlan.containerPath(t($0)).printed }
        return PathList(canonical: ([Guard.directory.printed] + paths).joined(separator: ","))
      },
      guardDirectory: Traced(constant: Guard.directory), serverWideModules: Self.serverWideModules(site))
  }

  /// The version's own modules, the guard, and the site's.
  private static func serverWideModules(_ site: Site) -> Traced<[Traced<ModuleName>]> {
    derive { t in
      let own = t(site.odoo.version).serverWideModules + [Guard.module.printed]
      let given = t(site.odoo.serverWideModules).filter { !own.contains(t($0).printed) }
      let reason = "the modules that odoo.version loads, from 19.0 on with rpc, and the guard"
      let standard = derive(reason) { t in t(site.odoo.version) }
      return own.map { name in
        derive(reason) { t in
          _ = t(standard)
          return ModuleName(canonical: name)
        }
      } + given
    }
  }
}

/// A folder of modules, seen from three places.
public struct AddonsPlan: Tabled {
  let path: Traced<RelativePath>
  let hostPath: Traced<RelativePath>
  let containerPath: Traced<AbsolutePath>

  /// One folder of modules.
  public static let table = Table(
    "addons", AddonsPlan.init,
    Row("path", \.path, "The folder, relative to site.yaml."),
    Row("host_path", \.hostPath, "The folder, relative to the output folder."),
    Row("container_path", \.containerPath, "The folder in the container."))

  init(_ path: Traced<RelativePath>) {
    self.init(
      path: path, hostPath: derive("../ and the folder") { t in RelativePath(canonical: "../\(t(path).printed)") },
      containerPath: derive("/opt/addons/ and the folder's name") { t in Self.containerPath(t(path)) })
  }

  /// Outside `/mnt/extra-addons`, which the image declares a volume: what is baked in there goes stale.
  static func containerPath(_ path: RelativePath) -> AbsolutePath {
    AbsolutePath(canonical: "/opt/addons/\(path.name)")
  }
}

extension AddonsPlan {
  init(path: Traced<RelativePath>, hostPath: Traced<RelativePath>, containerPath: Traced<AbsolutePath>) {
    self.path = path
    self.hostPath = hostPath
    self.containerPath = containerPath
  }
}
