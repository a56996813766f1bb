extension FindingArea {
  static let crontab = FindingArea(
    "crontab",
    about: """
      Debian's cron and others change a line in different ways before a shell reads it.
      """,
    [
      .cronBackslash: """
      Some versions of cron turn two backslashes into one, others keep both. Put the command into a script.
      """,
      .cronControl: """
      The value contains a control character, but a job is one line. Use a value without it.
      """,
      .cronLength: """
      cron limits the length of a line: it ignores a file with a longer command, and truncates a longer
      variable. Put the command into a script.
      """,
      .cronLine: """
      The line is neither a job nor `NAME=value` nor a comment, or its command is missing. Write five fields,
      a user and a command.
      """,
      .cronPercent: #"""
      cron ends the command at a `%`, and passes the rest to it as input. Write `\%`.
      """#,
      .cronValue: """
      cron strips quotes and blanks at both ends of a variable's value, and refuses an empty one. Use a value
      without them.
      """,
      .holeInRecipient: """
      The value may not be a mail address, or may be an option of the program that sends the mail. Use a value
      that is an address.
      """,
      .holeInSchedule: """
      At the beginning of a job, only a value of the type cron schedule is allowed. Use one, or write the five
      fields in the template.
      """,
      .holeInUser: """
      The value may not be the name of a user. Use a value of lower-case letters, digits, `_` and `-`.
      """,
    ])
}
