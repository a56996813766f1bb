import Model

/// What is to be said about one setting or section, for a terminal.
public enum SettingPage {
  /// The page of a setting: what it does, its type, default and example, what depends on versions, and which files it reaches; of a
  /// section also its keys.
  public static func text(on entry: SettingEntry) -> String {
    var text = "\(entry.path)\n\n\(entry.field.doc)\n\nType: \(entry.type)\nDefault: \(entry.absence)\n"
    if let section = entry.section { text += keys(section, below: entry.path) }
    text += "\nExample:\n\n\(example(of: entry))"
    let versions = SettingVersions.sentences(on: entry)
    if !versions.isEmpty { text += "\nVersions:\n\n" + versions.map { "    \($0)\n" }.joined() }
    if VersionAxis.all.contains(where: { $0.setting == entry.path }) {
      text += "\n`gen schema --versions` prints what differs between the versions.\n"
    }
    return text + reach(of: entry)
  }

  /// All settings, one in a line, with what they do.
  public static var index: String {
    let settings = SettingEntry.all.filter { $0.section == nil }
    let width = settings.map(\.path.count).max() ?? 0
    return settings.map { entry in
      "\(entry.path)\(String(repeating: " ", count: width - entry.path.count))  \(entry.field.doc)\n"
    }.joined()
  }

  private static func keys(_ section: RecordType, below path: String) -> String {
    "\nKeys:\n\n"
      + section.fields.map { field in
        let key = SettingEntry(path: field.key, field: field)
        return "    \(field.key): \(key.type); \(field.absence == .required ? "required" : "default: \(key.absence)")\n"
          + "        \(field.doc)\n"
      }.joined()
  }

  /// The example below the keys that it stands under.
  private static func example(of entry: SettingEntry) -> String {
    let names = entry.path.split(separator: ".")
    var text = ""
    var indent = "    "
    for name in names.dropLast() {
      let isList = name.hasSuffix("[]")
      text += "\(indent)\(isList ? String(name.dropLast(2)) : String(name)):\n"
      indent += isList ? "  - " : "  "
    }
    let key = "\(indent)\(entry.field.key):"
    // The next line of an element begins below its first.
    let below = String(repeating: " ", count: indent.count) + "  "
    guard let section = entry.section else { return "\(text)\(key) \(entry.field.written)\n" }
    let settings = section.fields.filter { $0.shape.fields == nil }
    let shown = settings.contains { $0.absence == .required } ? settings.filter { $0.absence == .required } : settings
    let isList = entry.field.shape.fields?.suffix == "[]."
    return text + key + "\n"
      + shown.prefix(isList || shown.contains { $0.absence == .required } ? shown.count : 1).enumerated().map {
        index, field in
        "\(below)\(isList ? index == 0 ? "- " : "  " : "")\(field.key): \(field.written)\n"
      }.joined()
  }

  private static func reach(of entry: SettingEntry) -> String {
    let files = SettingReach.files(of: entry)
    guard !files.isEmpty else { return "" }
    return "\nReaches, in a site with every setting:\n\n"
      + files.map { "    \($0.path): \($0.lines) \($0.lines == 1 ? "line" : "lines")\n" }.joined()
      + "\n`gen explain \(entry.path.replacing("[]", with: "[0]"))` lists the lines of your own site.\n"
  }
}
