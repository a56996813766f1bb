extension FindingArea {
  static let yaml = FindingArea(
    "Reading site.yaml",
    about: """
      Errors because of which site.yaml cannot be read at all. gen reads a strict subset of YAML, in which a
      line means what it looks like.
      """,
    [
      .alias: """
      An alias such as `*name` repeats the value of an anchor elsewhere in the file, so the line alone does not
      show its value. Write the value out where it is used.
      """,
      .anchor: """
      An anchor such as `&name` gives a value a name that an alias can repeat. Write the value out where it is
      used, and remove the `&name`.
      """,
      .byteOrderMark: """
      The file begins with an invisible byte order mark (BOM), which some editors write and many programs take
      for text. Save it as UTF-8 without a BOM.
      """,
      .complexKey: """
      A key is a list or a mapping. In site.yaml every key is one word: write `key: value`.
      """,
      .controlCharacter: """
      The file contains a control character, or one that is invisible, changes the direction of writing or is a
      line break only for some programs. Editors and reviewers would show another text than programs read, and
      no setting can contain one: remove it, or the escape that makes it.
      """,
      .directive: """
      The file begins with a line such as `%YAML 1.2` or `%TAG`. site.yaml cannot choose the version and the
      tags of YAML: remove the line.
      """,
      .duplicateKey: """
      One key is given twice in the same mapping. Programs differ on which one wins: remove one of the two.
      """,
      .emptyDocument: """
      The file is empty, or contains only comments. `gen init` writes a small site.yaml to start with.
      """,
      .emptyKey: """
      There is nothing before the colon. Write `key: value`, or put the text in quotes if the colon belongs to
      it.
      """,
      .encoding: """
      The file is UTF-16 or UTF-32, as some editors for Windows save text. Save it as UTF-8.
      """,
      .fileTooLarge: """
      A site.yaml has a few thousand bytes, and gen reads at most 1 MiB. This is probably another file.
      """,
      .invalidUtf8: """
      The file contains bytes that are not UTF-8, usually because it was saved in an older encoding such as
      Latin-1. Save it as UTF-8.
      """,
      .keyLength: """
      A key is longer than 1,024 bytes, and no setting has such a name. Look for a text that should be the
      value, or for a missing quote.
      """,
      .mergeConflict: """
      git could not merge two versions of the file, and has put both into it, between lines that begin with
      `<<<<<<<`, `=======` and `>>>>>>>`. Keep the lines that are meant, remove the others and those marks, and
      run the command again.
      """,
      .mergeKey: """
      The merge key `<<` copies the keys of another mapping into this one, and not every YAML reader knows it.
      Write the keys out where they belong.
      """,
      .severalDocuments: """
      A line `---` begins a second document in the same file, which would be ignored. Keep one site in one
      file, and remove the `---`.
      """,
      .tabIndentation: """
      A line is indented with a tab, which YAML forbids. Indent with blanks, two for each level.
      """,
      .tag: """
      A tag such as `!!str` or `!secret` says what type a value has. In site.yaml the key decides that: remove
      the tag.
      """,
      .tooDeep: """
      The nesting is deeper than gen allows: in site.yaml more than 64 levels, while no setting needs more than
      five, so a `]` or `}` is probably missing; in a template, for example substitutions of a shell. Close the
      open brackets, or move the inner part into a variable or a file.
      """,
      .yamlSyntax: """
      The text is not YAML: a quote or a bracket is not closed, a colon or a blank is missing, or the
      indentation is wrong. Reading stops at the place in the message, so later errors are reported only after
      this one is corrected.
      """,
    ])
}
