import ArgumentParser
import Compiler
import Host
import Output
import Template

extension Gen {
  struct Templates: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "templates",
      abstract: "Work with templates.", subcommands: [Export.self])

    struct Export: ParsableCommand {
      static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the built-in templates into a folder, to edit them.",
        discussion:
          "Keep only what you change: a template in templates/ beside site.yaml replaces the built-in one of the same path."
      )

      @Argument(help: "The folder, which must not contain any of the files.", completion: .directory) var directory:
        String

      func run() throws {
        try NewFiles.create(BuiltInTemplates.all.map { Artifact(path: $0.path, bytes: $0.bytes) }, in: directory)
        try StandardStream.output.write(Array(BuiltInTemplates.all.map { "\(directory)/\($0.path)\n" }.joined().utf8))
      }
    }
  }
}
