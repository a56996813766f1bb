import ArgumentParser
import Compiler
import Host

struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Print the JSON Schema of site.yaml, for editors.", subcommands: [])

  @Flag(help: "Print the reference of all settings as Markdown instead.") var reference = false

  func run() throws {
    try StandardStream.output.write(reference ? Array(SiteLanguage.reference.utf8) : SiteLanguage.schema.prettyPrinted)
  }
}
