import ArgumentParser
import Host

extension Gen {
  struct Completion: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "completion",
      abstract: "Print the completions for a shell: bash, zsh or fish.",
      discussion: """
        Besides commands and options they complete values: settings, artifacts, secrets, findings, sites and revisions, as far as site.yaml can \
        be read. The package installs them. By hand:

        gen completion bash >~/.local/share/bash-completion/completions/gen
        gen completion zsh >~/.zfunc/_gen, with ~/.zfunc in fpath before compinit
        gen completion fish >~/.config/fish/completions/gen.fish
        """)

    /// A shell that completes words.
    enum Shell: String, ExpressibleByArgument, CaseIterable {
      case bash, zsh, fish
    }

    @Argument(help: "The shell: bash, zsh or fish.") var shell: Shell

    func run() throws {
      try StandardStream.output.write(CompletionScript.text(for: shell))
    }
  }
}
