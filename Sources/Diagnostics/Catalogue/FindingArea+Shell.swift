extension FindingArea {
  static let shell = FindingArea(
    "Shell scripts",
    about: """
      Scripts and commands are checked as a POSIX shell reads them (dash, and bash as sh). What shells read
      differently is refused.
      """,
    [
      .holeInArithmetic: """
      Inside `$((…))` a shell evaluates names and assignments, so that only a whole number that is not
      negative can stand there. Assign the value to a variable first, and use the variable.
      """,
      .holeInDescriptor: """
      Digits right before `<` or `>` are the number of a descriptor. Write a blank between them.
      """,
      .holeInExpansion: """
      Inside `${…}`, backquotes and the like a shell reads more than text. Assign the value to a variable
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
      The word or the sign is bash's own (`[[`, `((…))`, `$[…]`, `declare` and the like), and bash reads, or
      runs, what follows a second time. Write it for a POSIX shell: `[ … ]`, `$((…))`, `name=value`.
      """,
      .shCase: """
      The `case` statement is not as a POSIX shell knows it. Write `case WORD in PATTERN) …;; esac`.
      """,
      .shControl: """
      The value holds a control character other than a line break, which has no place in a script. Use a value
      without it.
      """,
      .shDelimiter: """
      The delimiter of a here-document has characters that shells read differently. Use letters, digits and
      `_.-`, such as EOF or 'EOF'.
      """,
      .shDollarQuote: #"""
      `$'…'` and `$"…"` mean something to bash and nothing to a POSIX shell. Write `\$`, or put the `$` into
      the quotes.
      """#,
      .shFor: """
      After `for NAME` a POSIX shell expects `in` or `do`. Write `for NAME in …; do`.
      """,
      .shHereDelimiter: """
      A line of the value may be taken for the end of the here-document, or is misread by dash because it
      begins like it. Use another value, or another delimiter in the template.
      """,
      .shHereDocument: """
      A here-document cannot begin here: the job of a crontab is one line, and shells do not agree on one that
      begins inside quotes or next to a value of several lines. Put the commands into a script, or assign the
      value to a variable first.
      """,
      .shHereString: """
      `<<<` is bash's own. Use a here-document or a pipe.
      """,
      .shHereTab: """
      A line of the value begins with a tab, which `<<-` would drop. Use a value without it, or a
      here-document without the `-`.
      """,
      .shInterpreter: """
      Values are quoted for a POSIX shell, and another program would read this script or these commands: its
      first line, or `SHELL` in a crontab, names one, or may with some values. Write `#!/bin/sh`, or
      `SHELL=/bin/sh`.
      """,
      .shLine: """
      The line ends before its command does, or a value of several lines stands where a command is one line.
      Write the missing word, or use a value of one line.
      """,
      .shParenthesis: """
      The parenthesis opens or closes nothing here. Put it in quotes where text is meant.
      """,
      .shPipe: """
      The program after the pipe runs, or takes apart, what it reads, and a value may be in that. Hand the
      value over in a variable: `x={{ value }} sh -c '… "$x" …'`.
      """,
      .shProcess: """
      `<(…)` and `>(…)` are bash's own. Use a file or a pipe.
      """,
      .shRedirection: """
      There is no place for a redirection here. Put the character in quotes where text is meant.
      """,
      .shSemicolon: """
      This `;` ends no command. Put it in quotes, or remove it.
      """,
    ])
}
