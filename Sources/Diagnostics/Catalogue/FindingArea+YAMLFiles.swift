extension FindingArea {
  static let yamlFiles = FindingArea(
    "YAML and compose files",
    about: """
      Artifacts in YAML are written so that every program reads them in the same way; compose parses some texts
      a second time.
      """,
    [
      .composeCommand: """
      compose splits a command that is a single string into words, like a shell, and the value may be more than
      one word. Write the command as a list: `["…", "{{ x }}"]`.
      """,
      .composeDollar: """
      compose takes a `$` for the beginning of a variable. Write `$$` for the character, or `${NAME}` for a
      variable.
      """,
      .composeKey: """
      compose does not read `$$` in keys, so a value that may contain a `$` cannot be a key. Use a value of
      letters, digits and `_.-`.
      """,
      .composePair: """
      compose splits this text at a colon, a comma or an equals sign, and the value may contain one. Write the
      long form, with a key for each part.
      """,
      .holeAfterDollar: """
      The value is inside a variable that compose replaces, as in `${…}`. Write the name in the template, or
      `$$` for a `$`.
      """,
      .mixedScalar: """
      The value may be empty, or need quotes, which cannot begin in the middle of a YAML scalar. Put the whole
      scalar in quotes: `"text {{ x }}"`.
      """,
      .yamlBlock: """
      A block scalar (`|` or `>`) loses blanks at the beginning or end of the value, or an empty value, or its
      lines have different indentations. Write the scalar in quotes, or begin the text of the block on the next
      line, with one indentation.
      """,
      .yamlBracket: """
      A bracket, brace or comma closes or separates nothing here. Put the scalar in quotes if it is text.
      """,
      .yamlContinued: """
      A plain scalar continues on the next line, and programs join the lines differently. Write it on one line,
      in quotes, or as a block: `|`.
      """,
      .yamlControl: """
      The value contains a line break or another control character, which cannot be written here. Use a value
      without it, or double quotes in the template.
      """,
      .yamlEscape: #"""
      Not every YAML parser supports this escape. Write the character itself, or `\x` and two hexadecimal
      digits.
      """#,
      .yamlLength: """
      YAML parsers look for the colon of a key only in the first 1,024 characters. Use a shorter key.
      """,
      .yamlMeaning: """
      With some values, such as `no`, `1e3` or `22:22`, a scalar without quotes would be a number, a boolean, a
      time or null. Put the whole scalar in quotes.
      """,
      .yamlNestedKey: """
      There is a second `: ` in the line, in a value without quotes. Put the value in quotes.
      """,
      .yamlQuotedLine: """
      A quoted text continues on another line, and programs fold the lines differently. Write it on one line, or
      as a block: `|`.
      """,
      .yamlUnmodelled: """
      Programs read tabs, anchors, tags, directives, `?` and some forms of block scalars differently. Write the
      scalar in quotes, or without the construct.
      """,
    ])
}
