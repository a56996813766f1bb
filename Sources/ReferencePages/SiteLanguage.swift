import Deployment
public import JSON
import Schema

/// The language of site.yaml and of templates, for editors and for people.
public enum SiteLanguage {
  /// The JSON Schema of site.yaml.
  public static var schema: JSONValue { SiteSchema.schema(of: Site.table.type) }
  /// Every setting that is written as one value, in the order of the reference.
  public static var settings: [SettingPath] { SettingPath.all(of: Site.table.type) }
  /// The reference of all settings, in Markdown.
  public static var reference: String { SettingsReference.page(of: Site.table.type) }
  /// The reference of what templates see, in Markdown.
  public static var model: String { ModelReference.page(of: Deployment.table.type) }
  /// The JSON Schema of what templates see.
  public static var modelSchema: JSONValue { ModelSchema.schema(of: Deployment.table.type) }
  /// What differs between the versions of the programs, and why, in Markdown.
  public static var versions: String { VersionsReference.page }
}
