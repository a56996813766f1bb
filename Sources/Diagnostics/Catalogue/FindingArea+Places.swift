extension FindingArea {
  static let places = FindingArea(
    "Places of values",
    about: """
      The place of a value decides what it could mean to the program that reads the file. These places are
      common to several formats.
      """,
    [
      .holeAfterEscape: #"""
      A `\` right before a value would change the meaning of its first character. Remove the backslash, or write
      the text in another way.
      """#,
      .holeAfterVariable: """
      A value right after a variable's name, as in `$name{{ x }}`, would continue the name. Put the name in
      braces: `${name}{{ x }}`.
      """,
      .holeInBlock: """
      The value may contain a line break, which a folded block scalar (`>`) turns into a blank. Use a value of
      one line, or begin the scalar with `|`.
      """,
      .holeInCommand: """
      A value cannot decide which command runs, or which variable is set. Write the command in the template,
      and the value among its arguments.
      """,
      .holeInComment: #"""
      The value may contain a line break, which would end the comment, or a character that has a meaning even
      there: cron acts on a `%`, and a `\` at the end of a shell comment could join the next line to it. Use a
      value without it, or leave it out.
      """#,
      .holeInDelimiter: """
      A value could decide where a here-document ends, by being its delimiter or one of its lines. Write the
      delimiter in the template, and other text on each line that consists only of a value.
      """,
      .holeInDirective: """
      A value cannot be the name of a directive, or be used in a directive that does not take such a value: it
      would decide what is configured. Write the name in the template.
      """,
      .holeInKey: """
      A value can be a key here only if its type is a name that the format accepts. Write the key in the
      template, and the value after it.
      """,
      .holeInLine: """
      The value may contain a line break, which has a meaning here. Use a value of one line.
      """,
      .holeInLink: """
      The value could end the link, or lead to a program (`javascript:`) or another site. Use a web address, or
      write the beginning of the link in the template: `https://`, `./` or `#`.
      """,
      .holeInList: """
      The value is not quoted, but the elements of this list must be strings. Write the quotes:
      `["…", "{{ x }}"]`.
      """,
      .holeInProgram: """
      This text is itself a program (an argument of `sh -c`, `awk` or `psql`, a block of Lua, a here-document
      that a shell reads), and even a quoted value would be part of it. Pass the value in a variable:
      `x={{ value }} sh -c '… "$x" …'`.
      """,
      .holeInSyntax: """
      Here the format has only its own words and symbols, such as a key, a bracket or a redirection. Quote the
      value, or move it to a place where values are allowed.
      """,
      .holeInTag: """
      The value would be part of a tag, or begin one. Put it between double quotes, in an attribute; in
      Markdown write something between `<` and the value.
      """,
      .holeInValue: """
      In JSON, text must be in quotes. Write them: `"{{ x }}"`.
      """,
      .holeInWord: """
      The value may be empty, or contain a character that ends a word here, and cannot be quoted. Use a name, an
      address or a number; or put text in quotes where the format has them.
      """,
    ])
}
