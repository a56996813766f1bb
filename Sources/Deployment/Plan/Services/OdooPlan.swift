public import Schema

/// Odoo: its image, its modules and its instances.
public struct OdooPlan: Tabled {
  let image: OdooImage
  let modules: ModulesPlan
  let logLevel: Traced<LogLevel>
  let capacity: Traced<CapacitySettings?>
  let mail: Traced<MailPlan?>
  let queueJob: Traced<QueueJobSettings?>
  let rollout: RolloutSettings
  let interior: OdooInterior
  let tenants: InstancePlan
  let superadmin: InstancePlan

  /// The effective settings of Odoo.
  public static let table = Table(
    "odoo", OdooPlan.init,
    Row(part: \.image),
    Row(part: \.modules),
    Row("log_level", \.logLevel, "How much is logged."),
    Row("capacity", \.capacity, "The expected load; the host is checked for it."),
    Row("mail", \.mail, "The server for outgoing mail."),
    Row("queue_job", \.queueJob, "How the module queue_job runs jobs."),
    Row("rollout", \.rollout, "How new code reaches the tenants."),
    Row(part: \.interior),
    Row("tenants", \.tenants, "The instance that serves the tenants."),
    Row("superadmin", \.superadmin, "The instance that manages tenants."))
}

extension OdooPlan {
  init(_ site: Site, _ instances: PerInstance<InstancePair>) {
    self.init(
      image: OdooImage(site), modules: ModulesPlan(site), logLevel: site.odoo.logLevel, capacity: site.odoo.capacity,
      mail: derive { t in t(site.odoo.mail).map(MailPlan.init) }, queueJob: site.odoo.queueJob,
      rollout: site.odoo.rollout, interior: .standard,
      tenants: instances.tenants.odoo, superadmin: instances.superadmin.odoo)
  }
}

/// The image that all instances of Odoo run, which is built on the server.
public struct OdooImage: Tabled {
  let version: Traced<OdooVersion>
  let series: Traced<Int>
  let features: OdooFeatures
  let base: Traced<ImageReference>
  let built: Traced<ImageReference>
  let requirements: Traced<[Traced<PythonRequirement>]>
  let packages: Traced<[Traced<DebianPackage>]>

  /// The image.
  public static let table = Table(
    "image of Odoo", OdooImage.init,
    Row("version", \.version, "The series of Odoo."),
    Row("series", \.series, "The series as a number, for comparisons."),
    Row("features", \.features, "The features of this series."),
    Row("image", \.base, "The base image of Dockerfile.odoo."),
    Row("built_image", \.built, "The image that is built on the server."),
    Row("requirements", \.requirements, "Python packages that the modules need."),
    Row("packages", \.packages, "Debian packages that the modules need."))
}

extension OdooImage {
  init(_ site: Site) {
    let odoo = site.odoo
    self.init(
      version: odoo.version, series: derive("odoo.version") { t in t(odoo.version).series },
      features: OdooFeatures(odoo.version),
      base: derive("odoo: and odoo.version") { t in
        t(odoo.image) ?? ImageReference(canonical: "odoo:\(t(odoo.version).printed)")
      }.overridden(by: odoo.image),
      built: derive("name and odoo.version") { t in
        ImageReference(canonical: "\(t(site.name).printed)-odoo:\(t(odoo.version).printed)")
      },
      requirements: odoo.requirements, packages: odoo.packages)
  }
}

/// Where things are in a container of Odoo.
public struct OdooInterior: Tabled {
  let httpPort: Traced<Int>
  let geventPort: Traced<Int>
  let dataDirectory: Traced<AbsolutePath>
  let runDirectory: Traced<AbsolutePath>

  /// The ports and folders.
  public static let table = Table(
    "interior of a container of Odoo", OdooInterior.init,
    Row("http_port", \.httpPort, "The port in the container."),
    Row("gevent_port", \.geventPort, "The port for websockets in the container."),
    Row("data_directory", \.dataDirectory, "The folder of filestores and sessions in the container."),
    Row(
      "run_directory", \.runDirectory, "The folder in memory for the configuration with its secrets, in the container.")
  )
}

extension OdooInterior {
  static let standard = OdooInterior(
    httpPort: Traced(constant: 8069), geventPort: Traced(constant: 8072),
    dataDirectory: Traced(constant: AbsolutePath(canonical: "/var/lib/odoo")),
    runDirectory: Traced(constant: AbsolutePath(canonical: "/run/odoo")))
}
