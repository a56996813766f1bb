import Model
import TextTypes

/// A setting that is written as one value: `key: value`.
public struct SettingPath: Hashable, Sendable {
  /// The path, such as `server.memory`.
  public let path: String
  /// The values that it can have; empty where they cannot be listed.
  public let choices: [String]

  /// The settings of a record at the top of a file. Elements of lists and of mappings with free keys are none: their paths are not known before
  /// they are written.
  static func all(of type: RecordType) -> [SettingPath] { all(of: type, below: "") }

  private static func all(of type: RecordType, below prefix: String) -> [SettingPath] {
    type.fields.flatMap { all(of: $0.shape, at: prefix + $0.key) }
  }

  private static func all(of shape: Shape, at path: String) -> [SettingPath] {
    switch shape {
    case .integer, .fragment: [SettingPath(path: path, choices: [])]
    case .boolean: [SettingPath(path: path, choices: ["true", "false"])]
    case .text(let type): [SettingPath(path: path, choices: type.choices)]
    case .optional(let wrapped): all(of: wrapped, at: path)
    case .either(let shapes): merged(shapes.flatMap { all(of: $0, at: path) })
    case .record(let type): all(of: type, below: path + ".")
    case .list, .map, .secret: []
    }
  }

  /// Ways to write one setting are one setting.
  private static func merged(_ settings: [SettingPath]) -> [SettingPath] {
    var merged: [SettingPath] = []
    for setting in settings {
      if let index = merged.firstIndex(where: { $0.path == setting.path }) {
        merged[index] = SettingPath(path: setting.path, choices: merged[index].choices + setting.choices)
      } else {
        merged.append(setting)
      }
    }
    return merged
  }
}
