extension FindingArea {
  static let crontab = FindingArea(
    "crontab",
    about: """
      Debian's cron and others read a line in ways of their own before a shell sees it.
      """,
    [
      .cronBackslash: """
      Of two backslashes one cron makes one, another leaves both. Put the command into a script.
      """,
      .cronControl: """
      The value holds a control character, and a job is one line. Use a value without it.
      """,
      .cronLength: """
      cron takes lines of a limited length only: it ignores a file with a longer command, and cuts a longer
      variable. Put the command into a script.
      """,
      .cronLine: """
      The line is neither a job nor `NAME=value` nor a comment, or its command is missing. Write five fields,
      a user and a command.
      """,
      .cronPercent: #"""
      cron ends the command at a `%`, and hands the rest to it as input. Write `\%`.
      """#,
      .cronValue: """
      cron drops quotes, and blanks at the ends, of a variable's value, and takes no empty one. Use a value
      without them.
      """,
      .holeInRecipient: """
      The value may be no mail address, or be an option of the program that sends the mail. Use a value that
      is an address.
      """,
      .holeInSchedule: """
      At the beginning of a job only a value that is a cron schedule can stand. Use one, or write the five
      fields in the template.
      """,
      .holeInUser: """
      The value may not be the name of a user. Use a value of lower-case letters, digits, `_` and `-`.
      """,
    ])
}
