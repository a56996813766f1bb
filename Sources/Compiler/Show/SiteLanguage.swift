import Deployment
import Schema

/// The language of site.yaml, for editors and for people.
public enum SiteLanguage {
  /// Its JSON Schema.
  public static var schema: JSONValue { SiteSchema.schema(of: Site.table.type) }
  /// The reference of all settings, in Markdown.
  public static var reference: String { SettingsReference.page(of: Site.table.type) }
  /// What differs between the versions of the programs, and why, in Markdown.
  public static var versions: String { VersionsReference.page }
}
