import ArgumentParser
import Host
import Output
import ReferencePages

extension Gen {
  struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "init",
      abstract: "Make a small site.yaml to begin with.",
      discussion: "Also the site.schema.json that editors read, a .gitignore and a .gitattributes. Overwrites nothing.")

    @Argument(help: "The folder (default: this one).") var directory = "."

    func run() throws {
      let files = NewSite.files
      try NewFiles.create(files, in: directory)
      let prefix = directory == "." ? "" : directory + "/"
      try StandardStream.output.write(Array(files.map { "\(prefix)\($0.path)\n" }.joined().utf8))
    }
  }
}
