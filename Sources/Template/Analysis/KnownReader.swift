/// Which formats an artifact's path calls for, where the program that reads a file of that name is known.
///
/// Values are quoted for the reader that the format is about. In another format, and in `text` above all, which quotes nothing,
/// they would be read as something else.
struct KnownReader: Equatable {
  /// The names of the formats; none for a language that has no format, which takes literal text only.
  let formats: [String]

  /// What is known of a path; nil where that is nothing.
  init?(of path: String) {
    let parts = path.utf8.map(LetterCase.lower).split(separator: UInt8(ascii: "/"))
      .map { String(decoding: $0, as: UTF8.self) }
    guard let name = parts.last else { return nil }
    let folders = parts.dropLast()
    let ending = name.split(separator: ".").dropFirst().last.map(String.init)
    if name.hasPrefix("dockerfile") || name.hasPrefix("containerfile") || ending == "dockerfile" {
      formats = ["dockerfile"]
    } else if name == "crontab" || folders.contains(where: { $0 == "cron" || $0.hasPrefix("cron.") }) {
      formats = ["crontab"]
    } else if name == ".env" || name.hasPrefix(".env.") {
      formats = ["dotenv"]
    } else if let ending, let known = Self.endings[ending] {
      formats = known
    } else if let ending, Self.languages.contains(ending) {
      formats = []
    } else if folders.contains("nginx") {
      formats = ["nginx"]
    } else {
      return nil
    }
  }

  private static let endings: [String: [String]] = [
    "sh": ["sh"], "bash": ["sh"], "ash": ["sh"], "dash": ["sh"], "ksh": ["sh"], "zsh": ["sh"],
    "yml": ["yaml", "yaml.compose"], "yaml": ["yaml", "yaml.compose"], "conf": ["nginx", "ini.odoo"],
    "ini": ["ini.odoo"], "cfg": ["ini.odoo"], "html": ["html"], "htm": ["html"], "json": ["json"], "env": ["dotenv"],
    "md": ["markdown"], "markdown": ["markdown"], "crontab": ["crontab"], "zone": ["zone"], "cf": ["postfix"],
  ]

  private static let languages: Set<String> = [
    "svg", "xml", "xhtml", "py", "pyw", "js", "mjs", "cjs", "ts", "css", "sql", "pl", "rb", "php", "lua", "awk", "sed",
    "toml", "service", "timer", "socket", "path", "mount", "target", "slice", "network", "link", "rules", "desktop",
    "properties", "po", "csv", "tf", "hcl", "nft",
  ]
}
