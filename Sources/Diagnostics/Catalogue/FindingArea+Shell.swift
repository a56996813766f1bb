extension FindingArea {
  static let shell = FindingArea(
    "Shell scripts",
    about: """
      Scripts and commands are checked as a POSIX shell reads them (dash, and bash as sh). Syntax that shells
      read differently is refused.
      """,
    [
      .holeInArithmetic: """
      Inside `$((…))` a shell evaluates names and assignments, so only a non-negative whole number is allowed
      there. Assign the value to a variable first, and use the variable.
      """,
      .holeInDescriptor: """
      Digits right before `<` or `>` are a file descriptor. Write a blank between them.
      """,
      .holeInExpansion: """
      Inside `${…}`, backquotes and the like, text is not literal for a shell. Assign the value to a variable
      first, and use the variable.
      """,
      .optionInjection: """
      The value may begin with `-`, and the command would take it for an option. Write `--` before it, or join
      it to its option: `--name={{ x }}`.
      """,
      .shArithmetic: """
      Shells do not agree on quotes inside `$((…))`. Write the variable without quotes.
      """,
      .shBash: """
      This syntax exists only in bash (`[[`, `((…))`, `$[…]`, `declare` and the like), and bash evaluates the
      text after it a second time. Write it for a POSIX shell: `[ … ]`, `$((…))`, `name=value`.
      """,
      .shCase: """
      The `case` statement is not valid in a POSIX shell. Write `case WORD in PATTERN) …;; esac`.
      """,
      .shControl: """
      The value contains a control character other than a line break, which is not allowed in a script. Use a
      value without it.
      """,
      .shDelimiter: """
      The delimiter of a here-document has characters that shells read differently. Use letters, digits and
      `_.-`, such as EOF or 'EOF'.
      """,
      .shDollarQuote: #"""
      `$'…'` and `$"…"` have a meaning only in bash. Write `\$`, or put the `$` into the quotes.
      """#,
      .shFor: """
      After `for NAME` a POSIX shell expects `in` or `do`. Write `for NAME in …; do`.
      """,
      .shHereDelimiter: """
      A line of the value may end the here-document, or begins like its delimiter, which dash misreads. Use
      another value, or another delimiter in the template.
      """,
      .shHereDocument: """
      A here-document cannot begin here: a crontab job is one line, and shells differ on a here-document that
      begins inside quotes or next to a value of several lines. Put the commands into a script, or assign the
      value to a variable first.
      """,
      .shHereString: """
      `<<<` exists only in bash. Use a here-document or a pipe.
      """,
      .shHereTab: """
      A line of the value begins with a tab, which `<<-` would remove. Use a value without it, or a
      here-document without the `-`.
      """,
      .shInterpreter: """
      Values are quoted for a POSIX shell, but another program would read this script or these commands: its
      first line, or `SHELL` in a crontab, names another program, or could with some values. Write `#!/bin/sh`,
      or `SHELL=/bin/sh`.
      """,
      .shLine: """
      The line ends before its command is complete, or a value of several lines is in a command of one line.
      Write the missing word, or use a value of one line.
      """,
      .shParenthesis: """
      The parenthesis opens or closes nothing here. Put it in quotes if it is text.
      """,
      .shPipe: """
      The program after the pipe executes or parses its input, which may contain a value. Pass the value in a
      variable: `x={{ value }} sh -c '… "$x" …'`.
      """,
      .shProcess: """
      `<(…)` and `>(…)` exist only in bash. Use a file or a pipe.
      """,
      .shRedirection: """
      A redirection is not allowed here. Put the character in quotes if it is text.
      """,
      .shSemicolon: """
      This `;` ends no command. Put it in quotes, or remove it.
      """,
    ])
}
