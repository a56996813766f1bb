import ArgumentParser
import Compiler
import Host

extension Gen {
  struct Version: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "version", abstract: "Print the version of gen, as --version does.")

    func run() throws {
      try StandardStream.output.write(Generator.version + "\n")
    }
  }
}
