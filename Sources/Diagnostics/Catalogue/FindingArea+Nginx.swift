extension FindingArea {
  static let nginx = FindingArea(
    "nginx",
    about: """
      Rules for nginx's configuration, and for the directives that site.yaml adds to it.
      """,
    [
      .fragmentFormat: """
      Trusted nginx directives are used in a file of another format, where they have another meaning. Use them
      in a template of the format nginx.
      """,
      .fragmentLeavesPlace: """
      The directives in site.yaml close a block that they did not open, and would affect the text around them.
      Remove the `}`, or write the beginning of the block that it closes.
      """,
      .fragmentLine: """
      Trusted directives may end in a comment, and the rest of the line would be part of it. Write the rest on
      the next line.
      """,
      .fragmentPlace: """
      Trusted directives are used where no directive can begin: inside another one, among keys and values, or
      in a format that has none. Write them on a separate line, between statements.
      """,
      .fragmentSyntax: """
      The directives in site.yaml are not valid nginx configuration, so the text after them cannot be checked.
      Correct the error in the message.
      """,
      .fragmentUnfinished: """
      The directives in site.yaml leave a quote, a statement or a block open, and the following text would be
      part of it. Write its end: the quote, `;` or `}`.
      """,
      .holeInClass: """
      Inside the brackets of a regular expression, most characters have another meaning. Write the characters
      in the template.
      """,
      .mixedArgument: """
      nginx has quotes only around a whole argument, and this one mixes text and a value. Quote the whole
      argument: `"text-{{ x }}"`.
      """,
      .nginxBrace: """
      This `}` closes no block. Remove it, or end the statement before it with `;`.
      """,
      .nginxDollar: """
      nginx takes every `$` for the beginning of a variable, and has no escape for it; control characters cannot
      be written either. Use a value without them.
      """,
      .nginxEmpty: """
      There is no directive before this `;` or `{`. Write one, or remove the character.
      """,
      .nginxKey: """
      Some words, such as `default` or `include`, have a special meaning as a key of a `map` or `geo` block. Use
      another value.
      """,
      .nginxLeading: """
      For nginx, a name that begins with this character is a pattern or a parameter. Use a value that begins
      with a letter, a digit or `/`.
      """,
      .nginxLength: """
      nginx reads an argument into a buffer of limited size, and never matches a location with a longer path.
      Write a shorter one, or several directives.
      """,
      .nginxLocation: """
      The path of a location begins with `/`; `=`, `~`, `^` or `@` at its beginning would make it another kind
      of location. Write a path that begins with `/`.
      """,
      .nginxLua: """
      Lua blocks are programs in another language, which gen does not parse. Put the code into a separate file.
      """,
      .nginxPattern: """
      The value contains a character that makes it a pattern for several files or names. Write a single name.
      """,
    ])
}
