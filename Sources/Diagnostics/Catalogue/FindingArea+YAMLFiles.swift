extension FindingArea {
  static let yamlFiles = FindingArea(
    "YAML and compose files",
    about: """
      Artifacts in YAML are written so that every reader agrees on them; compose reads some of its texts a
      second time.
      """,
    [
      .composeCommand: """
      compose splits a command that is one text into words, as a shell does, and the value may be more than
      one. Write the command as a list: `["…", "{{ x }}"]`.
      """,
      .composeDollar: """
      compose takes a `$` for the beginning of a variable. Write `$$` for the character, or `${NAME}` for a
      variable.
      """,
      .composeKey: """
      compose does not read `$$` in keys, so that a value which may hold a `$` cannot be one. Use a value of
      letters, digits and `_.-`.
      """,
      .composePair: """
      compose takes this text apart at a colon, a comma or an equals sign, and the value may hold one. Write
      the long form, with a key for each part.
      """,
      .holeAfterDollar: """
      A value stands inside a variable that compose replaces, as in `${…}`. Write the name in the template, or
      `$$` for a `$`.
      """,
      .mixedScalar: """
      The value may be empty, or need quotes, which cannot begin in the middle of a YAML scalar. Put the whole
      scalar in quotes: `"text {{ x }}"`.
      """,
      .yamlBlock: """
      A block scalar (`|` or `>`) keeps no blank at the beginning or end of the value and no empty one, or its
      lines do not fit together. Write the scalar in quotes, and the text of a block in the next line with one
      indentation.
      """,
      .yamlBracket: """
      A bracket, brace or comma closes or separates nothing here. Put the scalar in quotes where text is
      meant.
      """,
      .yamlContinued: """
      A plain scalar goes on in the next line, which readers join in their own ways. Write it on one line, in
      quotes, or as a block: `|`.
      """,
      .yamlControl: """
      The value holds a line break or another control character, which has no form in this place. Use a value
      without it, or double quotes in the template.
      """,
      .yamlEscape: #"""
      Not every reader of YAML knows this escape. Write the character itself, or `\x` and two hexadecimal
      digits.
      """#,
      .yamlLength: """
      Readers look for the colon of a key in its first 1,024 characters only. Use a shorter key.
      """,
      .yamlMeaning: """
      With some values a scalar without quotes would be a number, a truth value, a time or nothing, such as
      `no`, `1e3` or `22:22`. Put the whole scalar in quotes.
      """,
      .yamlNestedKey: """
      There is a second `: ` in the line, in a value without quotes. Put the value in quotes.
      """,
      .yamlQuotedLine: """
      A text in quotes goes on in another line, and readers fold its lines in their own ways. Write it on one
      line, or as a block: `|`.
      """,
      .yamlUnmodelled: """
      Tabs, anchors, tags, directives, `?` and some forms of block scalars are read differently by different
      programs. Write the scalar in quotes, or without the construct.
      """,
    ])
}
