extension FindingArea {
  static let yaml = FindingArea(
    "Reading site.yaml",
    about: """
      What keeps site.yaml from being read at all. gen reads a strict part of YAML, in which a line means what
      it looks like.
      """,
    [
      .alias: """
      An alias such as `*name` repeats a value that an anchor names elsewhere, so that a reader of one line
      cannot see what it says. Write the value out where it is used.
      """,
      .anchor: """
      An anchor such as `&name` gives a value a name, for an alias to repeat it. Write the value out where it
      is used, and remove the `&name`.
      """,
      .byteOrderMark: """
      The file begins with an invisible byte order mark (BOM), which some editors write and many programs take
      for text. Save it as UTF-8 without a BOM.
      """,
      .complexKey: """
      A key is a list or a mapping. In site.yaml every key is one word: write `key: value`.
      """,
      .controlCharacter: """
      The file holds a control character, or one that is invisible, changes the direction of writing or counts
      as a line break for some readers only. Editors and reviewers would show another text than programs read,
      and no setting can hold one: remove it, or the escape that makes it.
      """,
      .directive: """
      The file begins with a line such as `%YAML 1.2` or `%TAG`. The version and the tags of YAML are never
      chosen by the file: remove the line.
      """,
      .duplicateKey: """
      One key is given twice in the same mapping. Programs differ on which one wins: remove one of the two.
      """,
      .emptyDocument: """
      The file is empty, or holds comments only. `gen init` writes a small site.yaml to begin with.
      """,
      .emptyKey: """
      There is nothing before the colon. Write `key: value`, or put the text in quotes if the colon belongs to
      it.
      """,
      .encoding: """
      The file is UTF-16 or UTF-32, as some editors for Windows save text. Save it as UTF-8.
      """,
      .fileTooLarge: """
      A site takes a few thousand bytes, and gen reads at most 1 MiB. The file that is named is most likely
      another one.
      """,
      .invalidUtf8: """
      There are bytes that are not UTF-8, usually because the file was saved in an older encoding such as
      Latin-1. Save it as UTF-8.
      """,
      .keyLength: """
      A key is longer than 1,024 bytes, and no setting has such a name. Look for a text that should be the
      value, or for a missing quote.
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
      There are more levels inside each other than gen follows: in site.yaml more than 64, where no setting
      needs more than five, and a `]` or `}` is probably missing; in a template, for example substitutions of
      a shell. Close what is open, or take the inner part out, into a variable or a file.
      """,
      .yamlSyntax: """
      The text is not YAML: a quote or a bracket is not closed, a colon or a blank is missing, or the
      indentation does not fit. The place in the message is where the mistake is; reading stops there, so that
      later mistakes show only after it is corrected.
      """,
    ])
}
