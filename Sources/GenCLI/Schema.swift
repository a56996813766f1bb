import ArgumentParser
import Compiler
import Host

extension Gen {
  struct Schema: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "schema",
      abstract: "Print the JSON Schema of site.yaml, for editors.", subcommands: [])

    @Flag(help: "Print the reference of all settings as Markdown instead.") var reference = false

    @Flag(help: "Print what differs between the versions of Odoo, PostgreSQL and the operating systems instead.")
    var versions = false

    func validate() throws {
      if reference && versions { throw ValidationError("Write --reference or --versions, not both.") }
    }

    func run() throws {
      try StandardStream.output.write(page.map { Array($0.utf8) } ?? SiteLanguage.schema.prettyPrinted)
    }

    /// The page that is asked for in place of the schema.
    private var page: String? {
      if reference { return SiteLanguage.reference }
      return versions ? SiteLanguage.versions : nil
    }
  }
}
