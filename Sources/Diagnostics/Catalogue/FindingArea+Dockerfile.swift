extension FindingArea {
  static let dockerfile = FindingArea(
    "Dockerfile",
    about: """
      Docker reads some lines itself and hands others to a shell.
      """,
    [
      .dockerfileBlank: #"""
      Blanks after the `\` at the end of a line are easily overlooked, and builders differ on them. Remove
      them.
      """#,
      .dockerfileDirective: """
      A comment at the top of the file can be a directive for the parser, such as `# syntax=…`, and this one
      is, or is one with some values. Begin the comment with two words.
      """,
      .dockerfileHeredoc: """
      Older builders do not know here-documents. Put the text into a file, and copy it.
      """,
      .dockerfileLine: """
      The line begins with no instruction, or the value holds a line break, which would begin one. Write an
      instruction or a comment, and values of one line.
      """,
      .dockerfileList: """
      What looks like a list and is not one in JSON, for a missing quote or a comma too much, Docker hands to
      the shell. Write `["…", "…"]`.
      """,
      .dockerfileQuote: #"""
      A quote or a bracket is not closed in its line. Close it, or end the line with `\`.
      """#,
      .dockerfileShell: """
      `SHELL` lets another program read the commands that follow, and values are quoted for a POSIX shell.
      Remove it, and run other programs by name.
      """,
      .dockerfileSingle: """
      Single quotes have no escapes, and the value holds a `'` or a control character. Use double quotes in
      the template.
      """,
      .holeInInstruction: """
      A value cannot be an instruction. Write the instruction in the template.
      """,
    ])
}
