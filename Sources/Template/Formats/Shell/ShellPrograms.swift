import Diagnostics
import TextTypes

/// The programs whose arguments, or whose input, are themselves programs.
///
/// A value in such an argument is quoted for the shell that reads the script, and not for the program that reads the argument.
/// They are known by their last path component, wherever they are in a command: behind `env`, `find -exec` and the like, too.
enum ShellPrograms {
  /// What runs what it is given as commands of a shell.
  static let shells = WordSet(shellNames)
  private static let shellNames = "sh ash dash bash ksh mksh zsh fish busybox ssh rsh"

  /// The same, which mean something else when they are an argument.
  static let commandsOnly = WordSet("eval trap alias . source su runuser watch parallel script at batch")

  /// What takes a program in a language of its own.
  static let foreign = WordSet(
    "awk gawk mawk nawk sed perl python python2 python3 ruby node nodejs php lua tclsh expect jq bc dc psql mysql mariadb "
      + "sqlite3 gdb ed ex vi vim m4")

  /// What runs, or takes apart, what it reads from a pipe.
  static let readers = WordSet(
    shellNames
      + " xargs parallel at batch crontab psql mysql mariadb sqlite3 bc dc python python2 python3 perl ruby node php ed ex"
  )

  /// What runs the command that follows.
  static let wrappers = WordSet("exec command builtin env nohup setsid nice timeout time xargs busybox")

  /// What takes the names of variables.
  static let naming = WordSet("export readonly local unset read getopts")

  /// What POSIX does not know, and bash reads in a way of its own.
  static let ofBash = WordSet("[[ let declare typeset function select coproc mapfile readarray shopt")

  /// The first lines that say that a POSIX shell reads a script, behind `#!`.
  static let interpreters = WordSet(
    ["/bin/sh", "/usr/bin/sh", "/usr/bin/env sh", "/bin/dash", "/usr/bin/dash", "/bin/busybox sh"].flatMap { program in
      ["", " -e", " -u", " -eu", " -ue"].flatMap { [program + $0, " " + program + $0] }
    })

  /// Whether an item of a list of arguments is a program that takes others as arguments, or runs them.
  static func takesPrograms(_ word: ShortWord) -> Bool {
    guard !word.isEmpty, word != .unknown else { return false }
    let name = word.lastComponent
    return shells.contains(name) || foreign.contains(name) || runners.contains(name)
  }

  private static let runners = WordSet("CMD-SHELL eval su xargs watch find")
}

extension ShellContext {
  /// Notes what a word that was read to its end says about the words, or the here-documents, behind it.
  mutating func note(_ word: ShortWord, isCommand: Bool) throws(Unfit) {
    guard word != .unknown, !word.isEmpty else { return }
    let isWrapped = top.flags.contains(.wrapped) && word.isCommand
    let isCommand = isCommand || isWrapped
    let program = word.lastComponent
    if isWrapped { top.flags.remove(.wrapped) }
    if ShellPrograms.shells.contains(program) || isCommand && ShellPrograms.commandsOnly.contains(program) {
      noteProgram(.program)
    } else if ShellPrograms.foreign.contains(program) {
      noteProgram(.foreign)
    }
    guard isCommand else {
      if Self.commandOptions.contains(word) { noteProgram(.program) }
      if word == Self.lookUp { top.flags.remove(.wrapped) }
      return
    }
    if ShellPrograms.wrappers.contains(program) { top.flags.insert(.wrapped) }
    if ShellPrograms.naming.contains(program) { top.flags.insert(.naming) }
    let isFed = top.flags.contains(.pipedValue) || top.flags.contains(.pipedGroup) && holdsText
    if isFed, ShellPrograms.readers.contains(program) {
      throw Unfit(
        id: .shPipe,
        message: "this program executes or parses its input, which may contain a value",
        help: "pass the value in a variable: x={{ … }} sh -c '… \"$x\" …'")
    }
  }

  private mutating func noteProgram(_ flag: Flags) {
    top.flags.insert(flag)
    lineHoldsProgram = true
    holdsProgram = true
  }

  /// Before another command reads what this one writes.
  mutating func pipe() {
    // A second one makes `||` of it.
    let isSecond = top.flags.contains(.openPipe)
    let isGroup = !top.flags.isDisjoint(with: [.closed, .ownFunction, .pipedGroup])
    let holdsValue = !top.flags.isDisjoint(with: [.ownValue, .pipedValue])
    beginCommand()
    if isSecond { return }
    top.flags.formUnion([.piped, .openPipe])
    if isGroup { top.flags.insert(.pipedGroup) }
    if holdsValue { top.flags.insert(.pipedValue) }
  }

  /// `-c`, alone and behind the options that are often given with it.
  private static let commandOptions = WordSet("-c -ec -lc -xc -uc -ic -ce -euc -exc -euxc -lic")
  private static let lookUp = ShortWord("-v")
}

extension ShortWord {
  /// Whether the word, behind a program that runs another one, can be that one: no option, number or assignment. Of a word
  /// too long to tell it is not said.
  fileprivate var isCommand: Bool {
    guard isWhole, let first = lastComponent == self ? first : UInt8(ascii: "/") else { return false }
    return first != UInt8(ascii: "-") && !ByteSet.digits.contains(first) && !contains(UInt8(ascii: "="))
  }
}
