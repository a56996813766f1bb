public import ArgumentParser
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
        Makes site.yaml, site.schema.json for editors, .gitignore and .gitattributes. With --ci it makes a pipeline instead, in the \
        topmost folder of a repository. Overwrites nothing.
        """)

    @Option(
      help: ArgumentHelp(
        "Make a pipeline for github, gitlab or pre-commit, which runs `gen check` and says in a comment what a change does.",
        valueName: "forge"))
    var ci: PipelineFiles?
    @Flag(help: "Print the files instead, to merge them into what is there.") var print = false
    @Argument(help: "The folder (default: this one).") var directory = "."

    func validate() throws {
      if print, ci == nil { throw ValidationError("'--print' belongs to '--ci'.") }
    }

    func run() throws {
      let files = ci?.files ?? NewSite.files
      let prefix = directory == "." ? "" : directory + "/"
      if print {
        try StandardStream.output.write(files.flatMap { Array("# \(prefix)\($0.path)\n".utf8) + $0.bytes })
        return
      }
      let remedy = ci.map { "merge what `gen init --ci \($0.rawValue) --print` prints into it" }
      try NewFiles.create(files, in: directory, remedy: remedy ?? "move it away, or choose another place")
      try StandardStream.output.write(Array(files.map { "\(prefix)\($0.path)\n" }.joined().utf8))
    }
  }
}
