extension FindingArea {
  static let nginx = FindingArea(
    "nginx",
    about: """
      Rules of nginx's configuration, and of the directives that site.yaml adds to it.
      """,
    [
      .fragmentFormat: """
      Trusted directives of nginx stand in a file of another format, where they mean something else. Write
      them into a template of the format nginx.
      """,
      .fragmentLeavesPlace: """
      The directives in site.yaml close a block that they did not open, and so reach around the place that
      they are put into. Remove the `}`, or write the block that it is to close.
      """,
      .fragmentLine: """
      Trusted directives may end in a comment, which would take in the rest of the line. Write what follows on
      the next line.
      """,
      .fragmentPlace: """
      Trusted directives stand where no directive can begin: inside another one, among keys and values, or in
      a format that has none. Write them on a line of their own, between statements.
      """,
      .fragmentSyntax: """
      The directives in site.yaml cannot be read as nginx's configuration, so that nothing could be said about
      what follows them. Correct what the message says.
      """,
      .fragmentUnfinished: """
      The directives in site.yaml leave a quote, a statement or a block open, which would take in what
      follows. Write its end: the quote, `;` or `}`.
      """,
      .holeInClass: """
      Between the brackets of a regular expression most characters mean something else. Write the characters
      in the template.
      """,
      .mixedArgument: """
      nginx knows quotes only around a whole argument, and this one is part text, part value. Quote the whole
      argument: `"text-{{ x }}"`.
      """,
      .nginxBrace: """
      This `}` closes no block. Remove it, or end the statement before it with `;`.
      """,
      .nginxDollar: """
      nginx takes every `$` for the beginning of a variable, and has no way to write one that is none; control
      characters have no form either. Use a value without them.
      """,
      .nginxEmpty: """
      There is no directive before this `;` or `{`. Write one, or remove the character.
      """,
      .nginxKey: """
      Some words mean something of their own as a key of a `map` or `geo` block, such as `default` or
      `include`. Use another value.
      """,
      .nginxLeading: """
      A name that begins with this character is a pattern or a parameter for nginx, not a name. Use a value
      that begins with a letter, a digit or `/`.
      """,
      .nginxLength: """
      nginx reads an argument into a buffer of limited size, and never finds a location with a longer path.
      Write less, or several directives.
      """,
      .nginxLocation: """
      The path of a location begins with `/`; `=`, `~`, `^` or `@` at its beginning would make another kind of
      location of it. Write a path that begins with `/`.
      """,
      .nginxLua: """
      Blocks of Lua are programs in another language, which gen does not follow. Put the code into a file of
      its own.
      """,
      .nginxPattern: """
      The value holds a character that makes a pattern of it, for several files or names. Write the name of
      one.
      """,
    ])
}
