extension FindingArea {
  static let places = FindingArea(
    "Places of values",
    about: """
      Where a value stands decides what it could mean to the program that reads the file. These places are
      common to several formats.
      """,
    [
      .holeAfterEscape: #"""
      A value stands right after a `\`, which would change the meaning of its first character. Remove the
      backslash, or write what it means here without it.
      """#,
      .holeAfterVariable: """
      A value stands right after a variable's name, as in `$name{{ x }}`, and would go on with the name. Put
      the name in braces: `${name}{{ x }}`.
      """,
      .holeInBlock: """
      The value may hold a line break, which a folded block scalar (`>`) takes for a blank. Use a value of one
      line, or begin the scalar with `|`.
      """,
      .holeInCommand: """
      A value cannot decide which command runs, or which variable is set. Write the command in the template,
      and the value among its arguments.
      """,
      .holeInComment: #"""
      The value may hold a line break, which would end the comment, or something that has a meaning even
      there: cron acts on a `%`, and a `\` at the end of a shell's comment would take in the next line. Use a
      value without it, or leave it out.
      """#,
      .holeInDelimiter: """
      A value would decide where a here-document ends, by being its delimiter or one of its lines. Write the
      delimiter in the template, and something beside the value in each line that is a value only.
      """,
      .holeInDirective: """
      A value cannot be the name of a directive, or stand in one that takes no such value: it would decide
      what is configured. Write the name in the template.
      """,
      .holeInKey: """
      A value cannot be a key here, unless its type is a name that the format takes. Write the key in the
      template, and the value after it.
      """,
      .holeInLine: """
      The value may hold a line break, and here a line ends what it says. Use a value of one line.
      """,
      .holeInLink: """
      The value may end the link, or lead to a program (`javascript:`) or another site. Use a web address, or
      write in the template how the link begins: `https://`, `./` or `#`.
      """,
      .holeInList: """
      A value stands without quotes in a list, where only strings can stand. Write the quotes:
      `["…", "{{ x }}"]`.
      """,
      .holeInProgram: """
      This text is a program in itself (an argument of `sh -c`, `awk` or `psql`, a block of Lua, a
      here-document that a shell reads), and quotes do not keep a value from being part of it. Hand the value
      over in a variable: `x={{ value }} sh -c '… "$x" …'`.
      """,
      .holeInSyntax: """
      A value stands where the format has only its own words and signs, such as a key, a bracket or a
      redirection. Put it in quotes, or where a value can stand.
      """,
      .holeInTag: """
      The value would be part of a tag, or begin one. Put it between double quotes, in an attribute; in
      Markdown write something between `<` and the value.
      """,
      .holeInValue: """
      In JSON a text stands between quotes. Write them: `"{{ x }}"`.
      """,
      .holeInWord: """
      The value may be empty, or hold what ends a word here, and there is no way to quote it. Use a name, an
      address or a number; or put text in quotes where the format has them.
      """,
    ])
}
