/// Why lines of the output folder change.
public enum Cause: Hashable, Sendable {
  /// One setting.
  case setting(SettingChange)
  /// Several settings that only together make the site another one.
  case settings([SettingChange])
  /// A template of the user's, by its path below the templates folder.
  case template(String, Fate)
  /// Another version of gen.
  case generator(from: String, to: String)
  /// Somebody changed a file of the output folder. A build refuses to overwrite it without being told to.
  case handEdit(String)
  /// What the folder was built from is not known, for the reason given.
  case unknown(String)

  /// What became of a template.
  public enum Fate: String, Hashable, Sendable {
    case changed, added, removed
  }

  /// The kind, as machines read it.
  public var kind: String {
    switch self {
    case .setting: "setting"
    case .settings: "settings"
    case .template: "template"
    case .generator: "generator"
    case .handEdit: "hand-edit"
    case .unknown: "unknown"
    }
  }

  /// The settings that changed.
  public var changes: [SettingChange] {
    switch self {
    case .setting(let change): [change]
    case .settings(let changes): changes
    default: []
    }
  }

  /// What changed, without how: `server.cpu_cores`, `templates/odoo.conf`.
  var subject: String {
    switch self {
    case .setting(let change): change.path
    case .settings(let changes): changes.map(\.path).joined(separator: ", ")
    case .template(let path, _): "templates/\(path)"
    case .generator: "gen"
    case .handEdit(let path): path
    case .unknown: "out"
    }
  }
}
