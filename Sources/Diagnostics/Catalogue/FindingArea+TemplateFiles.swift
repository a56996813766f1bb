extension FindingArea {
  static let templateFiles = FindingArea(
    "Template files",
    about: """
      The file itself, and the comment at its beginning that says what it makes. docs/templates.md describes
      both.
      """,
    [
      .artifactClash: """
      Two templates make files whose names differ in upper and lower case only. On some disks, and in a clone
      there, that is one file: give one of them another name.
      """,
      .artifactPath: """
      The path that an artifact would get is not relative to the output folder, leaves it, is made of other
      characters than printable ASCII, is made twice, or lies in what is a file. Use plain names of letters,
      digits, `.`, `_` and `-`, and with `each:` a path that differs from element to element.
      """,
      .headerKey: """
      The header of a template has a key that gen does not know, or one key twice. docs/templates.md lists the
      keys; an empty line goes before text that is a comment only.
      """,
      .headerLine: """
      A line of the header is not `key: value`. Leave a line empty before text that is for people only.
      """,
      .headerMode: """
      An artifact has the mode 0644, or 0755 when it is a program: git keeps no others, and nothing in it is
      secret. Write one of the two, or leave the line out for 0644.
      """,
      .headerPath: """
      A template with `each:` makes one file for each element of a list, and its `path:` has to differ from
      element to element and be made of plain names. Write text and `{{ … }}` with a value such as a name,
      which is never empty; tags have no place in a path.
      """,
      .headerReference: """
      The headers of templates decide which artifacts there are, and so cannot ask about artifacts. Write a
      condition about the model.
      """,
      .headerValue: """
      A key of the header stands without a value. Write it after the colon, or remove the line.
      """,
      .missingFormat: """
      Each file in the templates folder says in a comment at its very beginning what it makes:
      `{# format: nginx #}`. The format decides how values are written, so there is no default. A file that is
      only included has a name that begins with `_`, and needs no header.
      """,
      .templateBom: """
      The template begins with an invisible byte order mark, which would go into the artifact. Save it as
      UTF-8 without a BOM.
      """,
      .templateControl: """
      The template holds a control character, which cannot be seen and which terminals act on. Remove it; tabs
      and line feeds are the only ones that a template may have.
      """,
      .templateEncoding: """
      The template is not UTF-8. Save it as UTF-8.
      """,
      .templateLineEnd: """
      The template has line ends of Windows (CR LF). Artifacts have those of Unix on every machine, and a
      script with others does not start: save the file with LF, and let git do so too (`* text eol=lf`).
      """,
      .templateSize: """
      The template, or the template with all that it includes, is larger than gen takes. Split it, or include
      less.
      """,
      .textReader: """
      Values are written for the format that the template names, and this file's name, first line or mode says
      that another program reads it, to which a value could mean something. Write the format of that program,
      or keep values out; the format `text` quotes nothing.
      """,
      .unknownFormat: """
      There is no output format of that name. The message lists them, and the nearest one.
      """,
    ])
}
