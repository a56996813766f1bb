extension FindingArea {
  static let dockerfile = FindingArea(
    "Dockerfile",
    about: """
      Docker reads some lines itself and passes others to a shell.
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
      Older builders do not support here-documents. Put the text into a file, and copy it.
      """,
      .dockerfileLine: """
      The line does not begin with an instruction, or the value contains a line break and could begin another
      one. Write an instruction or a comment, and values of one line.
      """,
      .dockerfileList: """
      This looks like a list but is not valid JSON, for instance because a quote is missing or there is a comma
      too many, so Docker passes it to the shell. Write `["…", "…"]`.
      """,
      .dockerfileQuote: #"""
      A quote or a bracket is not closed in its line. Close it, or end the line with `\`.
      """#,
      .dockerfileShell: """
      With `SHELL`, another program reads the following commands, but values are quoted for a POSIX shell.
      Remove it, and run other programs by name.
      """,
      .dockerfileSingle: """
      Nothing can be escaped in single quotes, and the value contains a `'` or a control character. Use double
      quotes in the template.
      """,
      .holeInInstruction: """
      A value cannot be an instruction. Write the instruction in the template.
      """,
    ])
}
