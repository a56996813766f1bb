import ArgumentParser
import Host
import JSON
import ReferencePages

extension Gen {
  struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "schema",
      abstract: "Print the JSON Schema of site.yaml, for editors.", subcommands: [])

    /// A page of Markdown in place of the schema.
    enum Page: EnumerableFlag {
      case reference, model, versions

      static func help(for value: Page) -> ArgumentHelp? {
        switch value {
        case .reference: "Print the reference of all settings as Markdown instead."
        case .model: "Print the reference of the data that templates see instead."
        case .versions:
          "Print the differences between versions of Odoo, PostgreSQL and operating systems instead."
        }
      }

      fileprivate var text: String {
        switch self {
        case .reference: SiteLanguage.reference
        case .model: SiteLanguage.model
        case .versions: SiteLanguage.versions
        }
      }
    }

    @Flag(exclusivity: .exclusive) var page: Page?

    func run() throws {
      try StandardStream.output.write(page.map { Array($0.text.utf8) } ?? SiteLanguage.schema.prettyPrinted)
    }
  }
}
