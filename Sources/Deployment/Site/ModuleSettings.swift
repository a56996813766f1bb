public import Schema

/// Modules of the operator's, and what they need: a part of `OdooSettings`.
public struct ModuleSettings: Section {
  let addons: Traced<[Traced<RelativePath>]>
  let requirements: Traced<[Traced<PythonRequirement>]>
  let packages: Traced<[Traced<DebianPackage>]>
  let serverWideModules: Traced<[Traced<ModuleName>]>

  /// The settings under `odoo` that are about them.
  public static let section = SectionTable(
    "modules", ModuleSettings.init,
    Row(
      "addons", \.addons, default: [RelativePath(canonical: "custom_addons")],
      "Folders of modules, mounted read-only, in Odoo's search order (Enterprise first)."
    ).example("enterprise", "custom_addons"),
    Row(
      "requirements", \.requirements, list: "Python packages that the modules need, in pip's form: qifparse==0.5."
    ).example("phonenumbers==8.13.50"),
    Row(
      "packages", \.packages,
      list: "Packages of the image's distribution that the modules need, by their names in apt-get."
    ).example("fonts-noto-cjk"),
    Row(
      "server_wide_modules", \.serverWideModules,
      list: "Modules that are loaded for every database, besides those of the version."
    ).example("queue_job"))
}
