public import ArgumentParser
import Compiler
import Host

/// The program: `gen`.
public struct Gen: ParsableCommand {
  /// The command and what belongs to it.
  public static let configuration = CommandConfiguration(
    commandName: "gen", abstract: "Compile one site.yaml into everything that runs an Odoo SaaS.",
    discussion: """
      An argument with a `/` in it, one that ends in .yaml or .yml, and `-` (standard input) name the site; it is
      site.yaml if none does.

      Exit status: 0 done; 1 the answer is no (check: drift, diff: differences); 64 wrong usage; 65 a mistake in site.yaml \
      or in a template; 66 an input is missing; 70 a mistake in gen; 73 a file would have to be overwritten; 74 reading or \
      writing failed.
      """,
    version: Generator.version,
    subcommands: [
      Build.self, Check.self, Diff.self, Validate.self, List.self, Print.self, Show.self, Explain.self, Schema.self,
      Templates.self,
      Init.self, Secrets.self, Docs.self, Completion.self, Version.self,
    ])

  /// Makes the command.
  public init() {}

  /// Runs the program with the arguments of the process.
  public static func run() {
    ProcessState.prepare()
    do {
      let arguments = try ProcessState.arguments()
      try CommandName.check(arguments, in: Gen.self)
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch let error as HostError {
      Messages().report(error.findings)
      exit(withError: ExitCode(error.exitCode))
    } catch {
      exit(withError: error)
    }
  }
}
