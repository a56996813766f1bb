import ArgumentParser
import Diagnostics
import Host
import ReferencePages
import TextTypes

extension Gen {
  struct Docs: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "docs",
      abstract: "Print the reference of a setting, of a section, or of a message.",
      discussion: """
        A TOPIC is a setting (odoo.mail.user): what it does, its type, range and default, an example, the versions that matter and the \
        files that it reaches; a section (odoo.mail), with its keys; or the name in brackets at the end of a message (size-format). \
        Without one, all settings are listed, one in a line.
        """)

    /// What is printed in place of one topic.
    enum Page: EnumerableFlag {
      case all, findings

      static func help(for value: Page) -> ArgumentHelp? {
        switch value {
        case .all: "Print a site.yaml with every setting, its default or an example, and what it does."
        case .findings: "Print what every message means, as Markdown."
        }
      }

      fileprivate var text: String {
        switch self {
        case .all: FullSite.commented
        case .findings: FindingsReference.page
        }
      }
    }

    @Flag(exclusivity: .exclusive) var page: Page?
    @Argument(help: "A setting, a section, or the name of a message.", completion: .topic) var topic: String?

    func validate() throws {
      if page != nil, topic != nil { throw ValidationError("Name a TOPIC, or print a whole page, not both.") }
    }

    func run() throws {
      try StandardStream.output.write(try text)
    }

    private var text: String {
      get throws {
        if let page { return page.text }
        guard let topic else { return SettingPage.index }
        // With its brackets, a finding's name is what people copy from the message.
        if topic.hasPrefix("["), topic.hasSuffix("]") { return try finding(String(topic.dropFirst().dropLast())) }
        if let entry = SettingEntry.at(topic) { return SettingPage.text(on: entry) }
        return try finding(topic)
      }
    }

    private func finding(_ name: String) throws -> String {
      if let id = FindingID(named: name) { return FindingsReference.text(on: id) }
      let settings = SettingEntry.suggestions(for: name)
      let near = settings.isEmpty ? [nearest(name, among: FindingID.allCases.map(\.name))].compactMap(\.self) : settings
      let hint = near.isEmpty ? "" : ", did you mean \(near.joined(separator: " or "))?"
      Messages().report([
        Diagnostic(
          .error, id: .noTopic, "there is no setting and no finding \(name)\(hint)", at: nil,
          help: "`gen docs` lists all settings, `gen docs --findings` all findings")
      ])
      throw ExitCode(64)
    }
  }
}
