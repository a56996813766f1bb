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
      "Folders of modules in the order in which Odoo searches them (Enterprise first), mounted read-only."),
    Row(
      "requirements", \.requirements, list: "Python packages that the modules need, as pip takes them: qifparse==0.5."),
    Row(
      "packages", \.packages,
      list: "Packages of the image's own distribution that the modules need, as apt-get takes them."),
    Row(
      "server_wide_modules", \.serverWideModules,
      list: "Modules that are loaded for every database, beside the version's own."))
}
