import ArgumentParser
import Compiler
import Diagnostics
import Host
import Secrets

extension Gen {
  struct Secrets: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "secrets",
      abstract: "Make, check, list and rotate the passwords of the services.",
      discussion: """
        The values lie outside of the output folder and outside of git, where secrets.provider says; none is ever printed.
        """,
      subcommands: [Init.self, Check.self, List.self, Rotate.self])
  }
}

extension Gen.Secrets {
  struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "init", abstract: "Make the missing passwords; none is replaced.",
      discussion:
        "Prints the name of each new password. Those that others have to give you are listed on standard error.")

    @Argument(help: "The site (default: site.yaml).", completion: .site) var site: [String] = []

    func run() throws {
      try SecretKeeper(try Positionals(site).site).addMissing()
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "List passwords that are missing, weak, used twice or readable by others.",
      discussion: "Exit status 0 if there are none, 1 if there are any.")

    @OptionGroup var options: FindingOptions
    @OptionGroup var exit: ExitOptions
    @Argument(help: "The site (default: site.yaml).", completion: .site) var site: [String] = []

    func run() throws {
      let site = try Positionals(site).site
      let report = Report(options.format, site: site)
      try report.gather {
        let findings = try SecretKeeper(site, report).findings()
        Messages(report).report(findings)
        if !findings.isEmpty { try exit.end(1) }
      }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the passwords: name, purpose and readers, separated by tabs.")

    @Argument(help: "The site (default: site.yaml).", completion: .site) var site: [String] = []

    func run() throws {
      let keeper = try SecretKeeper(try Positionals(site).site)
      let lines = keeper.catalogue.entries.map {
        "\($0.name)\t\($0.purpose)\t\($0.readers.joined(separator: " "))\n"
      }
      try StandardStream.output.write(lines.joined())
    }
  }

  struct Rotate: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rotate",
      abstract: "Make a new value for one password, and print the steps that bring it into the running system.",
      discussion:
        "The former value is kept beside it, with `.former` or `_FORMER` appended to its name, until you remove it.")

    @Argument(help: "The NAME of the password, and the site (default: site.yaml).", completion: .secret) var arguments:
      [String]

    func run() throws {
      let positionals = try Positionals(arguments, other: "NAME")
      guard let name = positionals.other else { throw ValidationError("Which one? `gen secrets list` names them.") }
      let steps = try SecretKeeper(positionals.site).rotate(name)
      try StandardStream.output.write(steps.map { $0 + "\n" }.joined())
    }
  }
}
