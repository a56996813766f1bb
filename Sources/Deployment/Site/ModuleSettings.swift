public import Schema

/// Modules of the operator's, and what they need: a part of `OdooSettings`.
public struct ModuleSettings: Section {
  let addons: Traced<[Traced<RelativePath>]>
  let requirements: Traced<[Traced<PythonRequirement>]>
  let packages: Traced<[Traced<DebianPackage>]>
  let serverWideModules: Traced<[Traced<ModuleName>]>
  let queueJob: Traced<QueueJobSettings?>

  /// The settings under `odoo` that are about them.
  public static let section = SectionTable(
    "modules", ModuleSettings.init,
    Row(
      "addons", \.addons, default: [RelativePath(canonical: "custom_addons")],
      "Folders of modules, mounted read-only, in Odoo's search order (Enterprise first)."),
    Row(
      "requirements", \.requirements, list: "Python packages that the modules need, in pip's form: qifparse==0.5."),
    Row(
      "packages", \.packages,
      list: "Packages of the image's distribution that the modules need, by their names in apt-get."),
    Row(
      "server_wide_modules", \.serverWideModules,
      list: "Modules that are loaded for every database, besides those of the version."),
    Row(
      "queue_job", \.queueJob,
      optional: "The module queue_job of OCA/queue, where it is among odoo.server_wide_modules."))
}

/// How the module queue_job runs jobs.
public struct QueueJobSettings: Section {
  let channels: Traced<JobChannels>

  /// The settings under `odoo.queue_job`.
  public static let section = SectionTable(
    "queue_job", QueueJobSettings.init,
    Row(
      "channels", \.channels,
      "How many jobs of each channel may run at the same time, in all databases together; each occupies a worker."))
}
