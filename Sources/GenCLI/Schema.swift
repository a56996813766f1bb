import ArgumentParser
import Compiler
import Host

/// A page of Markdown in place of the schema.
enum ReferencePage: EnumerableFlag {
  case reference, model, versions

  static func help(for value: ReferencePage) -> ArgumentHelp? {
    switch value {
    case .reference: "Print the reference of all settings as Markdown instead."
    case .model: "Print the reference of what templates see instead."
    case .versions:
      "Print what differs between the versions of Odoo, PostgreSQL and the operating systems instead."
    }
  }

  var text: String {
    switch self {
    case .reference: SiteLanguage.reference
    case .model: SiteLanguage.model
    case .versions: SiteLanguage.versions
    }
  }
}

struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of site.yaml, for editors.", subcommands: [])

  @Flag(exclusivity: .exclusive) var page: ReferencePage?

  func run() throws {
    try StandardStream.output.write(page.map { Array($0.text.utf8) } ?? SiteLanguage.schema.prettyPrinted)
  }
}
