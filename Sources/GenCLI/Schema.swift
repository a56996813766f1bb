import ArgumentParser
import Host
import JSON
import ReferencePages

extension Gen {
  struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "schema",
      abstract: "Print the JSON Schema of site.yaml, for editors.", subcommands: [])

    /// What is printed in place of the schema.
    enum Page: EnumerableFlag {
      case reference, model, versions, modelSchema

      static func help(for value: Page) -> ArgumentHelp? {
        switch value {
        case .reference: "Print the reference of all settings as Markdown instead."
        case .model: "Print the reference of the data that templates see instead."
        case .versions:
          "Print the differences between versions of Odoo, PostgreSQL and operating systems instead."
        case .modelSchema: "Print the JSON Schema of what `gen show --format json` prints instead."
        }
      }

      fileprivate var bytes: [UInt8] {
        switch self {
        case .reference: Array(SiteLanguage.reference.utf8)
        case .model: Array(SiteLanguage.model.utf8)
        case .versions: Array(SiteLanguage.versions.utf8)
        case .modelSchema: SiteLanguage.modelSchema.prettyPrinted
        }
      }
    }

    @Flag(exclusivity: .exclusive) var page: Page?

    func run() throws {
      try StandardStream.output.write(page?.bytes ?? SiteLanguage.schema.prettyPrinted)
    }
  }
}
