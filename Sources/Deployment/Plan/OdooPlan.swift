public import Schema

/// Odoo: its image, its modules and its two instances.
public struct OdooPlan: Tabled {
  let version: Traced<OdooVersion>
  let series: Traced<Int>
  let features: OdooFeatures
  let image: Traced<ImageReference>
  let builtImage: Traced<ImageReference>
  let addons: Traced<[AddonsPlan]>
  let addonsPath: Traced<PathList>
  let guardDirectory: Traced<AbsolutePath>
  let requirements: Traced<[Traced<PythonRequirement>]>
  let packages: Traced<[Traced<DebianPackage>]>
  let serverWideModules: Traced<[Traced<ModuleName>]>
  let logLevel: Traced<LogLevel>
  let capacity: Traced<CapacitySettings?>
  let mail: Traced<MailPlan?>
  let httpPort: Traced<Int>
  let geventPort: Traced<Int>
  let dataDirectory: Traced<AbsolutePath>
  let runDirectory: Traced<AbsolutePath>
  let tenants: InstancePlan
  let superadmin: InstancePlan

  /// The effective settings of Odoo.
  public static let table = Table(
    "odoo", OdooPlan.init,
    Row("version", \.version, "The series of Odoo."),
    Row("series", \.series, "The series as a number, to compare with."),
    Row("features", \.features, "What this series has."),
    Row("image", \.image, "The image that Dockerfile.odoo builds on."),
    Row("built_image", \.builtImage, "The image that is built on the server."),
    Row("addons", \.addons, "Folders of modules in the order of the search."),
    Row("addons_path", \.addonsPath, "The guard's folder, then those folders as the container sees them."),
    Row("guard_directory", \.guardDirectory, "Where the module gen_guard is in the image."),
    Row("requirements", \.requirements, "Python packages that the modules need."),
    Row("packages", \.packages, "Debian packages that the modules need."),
    Row("server_wide_modules", \.serverWideModules, "Modules that are loaded for every database."),
    Row("log_level", \.logLevel, "How much is logged."),
    Row("capacity", \.capacity, "The load that the host is checked against."),
    Row("mail", \.mail, "The server for outgoing mail."),
    Row("http_port", \.httpPort, "The port in the container."),
    Row("gevent_port", \.geventPort, "The port for websockets in the container."),
    Row("data_directory", \.dataDirectory, "Where filestores and sessions are in the container."),
    Row(
      "run_directory", \.runDirectory, "Memory-backed storage in the container for the configuration with its secrets."),
    Row("tenants", \.tenants, "The instance that serves the tenants."),
    Row("superadmin", \.superadmin, "The instance that manages tenants."))
}

extension OdooPlan {
  init(_ site: Site, _ sizing: Traced<Sizing>) {
    let odoo = site.odoo
    self.init(
      version: odoo.version, series: derive("odoo.version") { t in t(odoo.version).series },
      features: OdooFeatures(odoo.version),
      image: derive("odoo: and odoo.version") { t in
        t(odoo.image) ?? ImageReference(canonical: "odoo:\(t(odoo.version).printed)")
      }.overridden(by: odoo.image),
      builtImage: derive("name and odoo.version") { t in
        ImageReference(canonical: "\(t(site.name).printed)-odoo:\(t(odoo.version).printed)")
      },
      addons: derive { t in t(odoo.addons).map(AddonsPlan.init) },
      addonsPath: derive("the guard's folder, and those of odoo.addons as the container sees them") { t in
        let paths = t(odoo.addons).map { AddonsPlan.containerPath(t($0)).printed }
        return PathList(canonical: ([Guard.directory.printed] + paths).joined(separator: ","))
      },
      guardDirectory: Traced(constant: Guard.directory),
      requirements: odoo.requirements, packages: odoo.packages, serverWideModules: Self.serverWideModules(site),
      logLevel: odoo.logLevel, capacity: odoo.capacity,
      mail: derive { t in t(odoo.mail).map(MailPlan.init) },
      httpPort: Traced(constant: 8069), geventPort: Traced(constant: 8072),
      dataDirectory: Traced(constant: AbsolutePath(canonical: "/var/lib/odoo")),
      runDirectory: Traced(constant: AbsolutePath(canonical: "/run/odoo")),
      tenants: InstancePlan(tenantsOf: site, sizing), superadmin: InstancePlan(superadminOf: site, sizing))
  }

  /// The version's own modules, the guard, and the site's.
  private static func serverWideModules(_ site: Site) -> Traced<[Traced<ModuleName>]> {
    derive { t in
      let own = t(site.odoo.version).serverWideModules + [Guard.module.printed]
      let given = t(site.odoo.serverWideModules).filter { !own.contains(t($0).printed) }
      let reason = "what odoo.version loads, where 19.0 has its RPC in the module rpc, and the guard"
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
