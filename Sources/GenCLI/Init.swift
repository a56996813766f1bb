import ArgumentParser
import Host
import Output
import ReferencePages

extension Gen {
  struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "init",
      abstract: "Make a small site.yaml to start with.",
      discussion: "Also makes site.schema.json for editors, .gitignore and .gitattributes. Overwrites nothing.")

    @Argument(help: "The folder (default: this one).") var directory = "."

    func run() throws {
      let files = NewSite.files
      try NewFiles.create(files, in: directory)
      let prefix = directory == "." ? "" : directory + "/"
      try StandardStream.output.write(Array(files.map { "\(prefix)\($0.path)\n" }.joined().utf8))
    }
  }
}
