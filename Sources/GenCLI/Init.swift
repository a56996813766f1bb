public import ArgumentParser
import Compiler
import Diagnostics
import Host
import Output
public import ReferencePages

extension PipelineFiles: ExpressibleByArgument {}

extension Gen {
  struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "init",
      abstract: "Make a small site.yaml to start with, or a pipeline that checks each change.",
      discussion: """
        Makes site.yaml, site.schema.json for editors, .gitignore, .gitattributes and custom_addons/, as far as they are missing; on a terminal \
        it asks for what only you know. With --from it takes over an existing deployment: site.yaml is the nearest one, and IMPORT.md says what \
        becomes of every line that ran before. With --ci it makes a pipeline instead, in the topmost folder of a repository. Overwrites nothing.
        """)

    @Option(
      name: .customLong("set"), parsing: .singleValue,
      help: ArgumentHelp(
        "A setting of the new site.yaml, such as --set server.memory=16GiB; may be given again and again.",
        valueName: "key=value"), completion: .assignment)
    var settings: [String] = []
    @Option(
      help: ArgumentHelp(
        "Import the deployment in a folder: docker-compose.yml, odoo.conf, sites of nginx, .env, Dockerfile.",
        valueName: "folder"), completion: .directory)
    var from: String?
    @Option(
      help: ArgumentHelp(
        "Make a pipeline for github, gitlab or pre-commit, which runs `gen check` and says in a comment what a change does.",
        valueName: "forge"))
    var ci: PipelineFiles?
    @Flag(help: "Print the files instead, to merge them into what is there.") var print = false
    @Argument(help: "The folder (default: this one).", completion: .directory) var directory = "."

    func validate() throws {
      if print, ci == nil { throw ValidationError("'--print' belongs to '--ci'.") }
      if ci != nil, from != nil { throw ValidationError("'--from' is for a new site.yaml, not for '--ci'.") }
      if ci != nil, !settings.isEmpty { throw ValidationError("'--set' is for a new site.yaml, not for '--ci'.") }
    }

    func run() throws {
      guard let ci else { return try NewFolder(directory, from: from).make(settings) }
      let prefix = directory == "." ? "" : directory + "/"
      if print {
        try StandardStream.output.write(ci.files.flatMap { Array("# \(prefix)\($0.path)\n".utf8) + $0.bytes })
        return
      }
      try NewFiles.create(
        ci.files, in: directory, remedy: "merge what `gen init --ci \(ci.rawValue) --print` prints into it")
      try StandardStream.output.write(Array(ci.files.map { "\(prefix)\($0.path)\n" }.joined().utf8))
    }
  }
}
