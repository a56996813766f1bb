import Diagnostics
import ReferencePages

/// What an import says: what was not carried over, what changes, how data comes along, and where everything else is now.
public struct ImportReport {
  /// Everything that the old deployment says.
  public let facts: [Fact]
  private let site: StarterSite
  private let importer: Importer
  private let new: NewDeployment?
  private let folder: String

  init(facts: [Fact], site: StarterSite, importer: Importer, new: NewDeployment?, folder: String) {
    self.facts = facts
    self.site = site
    self.importer = importer
    self.new = new
    self.folder = folder
  }

  /// The whole report, in Markdown: for IMPORT.md.
  public var markdown: String {
    let parts = [
      "# What was imported from \(Self.plain(folder))",
      """
      gen has read \(facts.count) values of the old deployment. Each of them is below, with its file and line there: not carried over, changed, moved with the \
      data, a password, or the same as before. No password is in this file, nor in site.yaml. Keep it until everything runs, then remove it.
      """,
      section(
        "Still to be decided", toDecide,
        "site.yaml has a placeholder for each of these, and `gen build` refuses it until your own value is there."),
      section("Not carried over", notCarried, nil),
      section("What changes", changes, "What ran, and what gen runs instead."),
      section("What gen adds", additions, nil),
      section(
        "Passwords", passwords,
        "`gen secrets init` makes new ones, each a file in `secrets/`; those that others give you, such as smtp_password, you put there. The old ones were not copied."
      ),
      section(
        "The data", data, "Nothing in the old volumes is touched. The databases and their files come along like this:"),
      section("In site.yaml", carried, nil),
      section("The same as before", same, nil),
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  /// What the operator has to know now, for the terminal.
  public var summary: String {
    let parts = [
      section("Not carried over", notCarried, nil), section("What changes", changes, nil),
      section("Still to be decided", toDecide, nil),
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private func section(_ title: String, _ lines: [String], _ about: String?) -> String {
    guard !lines.isEmpty else { return "" }
    return (["## \(title)", ""] + (about.map { [$0, ""] } ?? []) + lines).joined(separator: "\n")
  }

  /// The lines of the facts with a fate of some kind, in the order of their places; facts that one line of the old files makes are one line.
  private func lines(_ tell: (Fate) -> String?) -> [String] {
    var seen: Set<String> = []
    return facts.sorted { $0.place < $1.place }.flatMap { fact in
      fact.fates.compactMap { fate in
        tell(fate).map { rest in
          let value = fact.value.isEmpty ? "" : " \(Self.code(fact.value))"
          return "- \(Self.plain(fact.place.file)):\(fact.place.span.start.line) \(Self.code(fact.name))\(value)\(rest)"
        }
      }
    }.filter { seen.insert($0).inserted }
  }

  private var notCarried: [String] {
    lines { if case .left(let why) = $0 { ": \(Self.plain(why))" } else { nil } }
      + importer.unread.sorted { $0.path < $1.path }.map {
        "- \(Self.plain($0.path)): not read: \(Self.plain($0.reason))"
      }
      + importer.remarks.map { remark in
        let place = remark.place.map { "\(Self.plain($0.file)):\($0.span.start.line) " } ?? ""
        return "- \(place)\(Self.plain(remark.message))"
      }
  }

  private var changes: [String] {
    lines {
      guard case .changed(let now, let why) = $0 else { return nil }
      return " → \(now.map(Self.code) ?? "nothing"): \(Self.plain(why))"
    }
  }

  private var passwords: [String] {
    lines { if case .secret(let name) = $0 { " → \(Self.code("secrets/\(name)"))" } else { nil } }
  }

  private var carried: [String] {
    lines { if case .carried(let key, let value) = $0 { " → \(Self.code("\(key): \(value)"))" } else { nil } }
  }

  private var same: [String] { lines { if case .same(let how) = $0 { ": \(Self.plain(how))" } else { nil } } }

  private var toDecide: [String] {
    site.placeholders.map { "- \(Self.code($0.key)): \(Self.plain(String($0.text.dropFirst().dropLast())))" }
  }

  private var additions: [String] {
    guard let new else { return [] }
    var lines: [String] = []
    for role in Role.allCases {
      let old = Set(
        facts.filter { $0.place.file.hasSuffix(".conf") }.map {
          $0.name.split(separator: " ").last.map(String.init) ?? ""
        })
      let names = (new.options[role] ?? [:]).keys.filter { !old.contains($0) }.sorted()
      if importer.data.service[role] != nil || !old.isEmpty, !names.isEmpty {
        lines.append("- \(Self.code(role.configuration)): \(names.map(Self.code).joined(separator: ", "))")
      }
    }
    let known = Set(Role.allCases.filter { importer.data.service[$0] != nil }.flatMap { [$0.service, $0.database] })
    let services = new.services.map(\.name).filter { !known.contains($0) }
    if !services.isEmpty {
      lines.append("- services of docker-compose.yml: \(services.map(Self.code).joined(separator: ", "))")
    }
    lines.append(
      "- for every service: a read-only file system, no capabilities, limits of memory and processes, passwords as files, networks of its own"
    )
    lines.append(
      "- for the server: TLS with a certificate for the wildcard, a firewall, backups with test restores, monitoring, scripts to deploy and to restore"
    )
    return lines
  }

  private var data: [String] {
    lines { if case .data(let how) = $0 { ": \(Self.plain(how))" } else { nil } } + DataSteps(importer.data).lines
  }

  /// A text as code of Markdown, whatever is in it.
  static func code(_ text: String) -> String {
    let shown = text.withoutHiddenCharacters
    var longest = 0
    var current = 0
    for character in shown {
      current = character == "`" ? current + 1 : 0
      longest = max(longest, current)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let pad = longest > 0 ? " " : ""
    return fence + pad + shown + pad + fence
  }

  /// A text between others of Markdown: what would begin a tag, a link or emphasis is written as a reference.
  static func plain(_ text: String) -> String {
    text.withoutHiddenCharacters.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(
      "[", with: "&#91;"
    ).replacing("`", with: "&#96;")
  }
}
