import ArgumentParser
import TextTypes

/// The word that names a command.
enum CommandName {
  /// What commands are called that had another name before.
  private static let former = ["explain-error": "docs"]

  /// Refuses a word that names no command, and says which one was probably meant.
  ///
  /// - Parameters:
  ///   - arguments: what was written behind the name of `parent`.
  ///   - parent: a command with commands of its own.
  static func check(_ arguments: [String], in parent: any ParsableCommand.Type) throws {
    let commands = parent.configuration.subcommands
    guard let word = arguments.first, !word.hasPrefix("-"), word != "help", !commands.isEmpty else { return }
    if let command = commands.first(where: { $0._commandName == word }) {
      try check(Array(arguments.dropFirst()), in: command)
      return
    }
    let names = commands.map { $0._commandName }
    let line = parent == Gen.self ? "gen" : "gen \(parent._commandName)"
    guard let meant = former[word] ?? nearest(word.lowercased(), among: names) else {
      throw ValidationError("'\(line)' has no command '\(word)'. The commands are \(names.joined(separator: ", ")).")
    }
    throw ValidationError("'\(line)' has no command '\(word)'. Did you mean '\(line) \(meant)'?")
  }
}
