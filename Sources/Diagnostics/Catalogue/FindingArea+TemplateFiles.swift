extension FindingArea {
  static let templateFiles = FindingArea(
    "Template files",
    about: """
      The file itself, and the header, the comment at its beginning. docs/templates.md describes both.
      """,
    [
      .artifactClash: """
      Two templates make files whose names differ only in upper and lower case. On some file systems they are
      the same file: give one of them another name.
      """,
      .artifactPath: """
      The path of the artifact is absolute, leaves the output folder, contains characters other than printable
      ASCII, is used twice, or is below another artifact that is a file. Use plain names of letters, digits,
      `.`, `_` and `-`, and with `each:` a path that differs from element to element.
      """,
      .headerKey: """
      The header of a template has an unknown key, or a key is given twice. docs/templates.md lists the keys;
      write an empty line before text that is only a comment.
      """,
      .headerLine: """
      A line of the header is not `key: value`. Write an empty line before text that is only a comment.
      """,
      .headerMode: """
      An artifact has mode 0644, or 0755 if it is a program: git keeps no other modes, and an artifact contains
      no secrets. Write one of the two, or leave the line out for 0644.
      """,
      .headerPath: """
      A template with `each:` makes one file for each element of a list, so its `path:` has to differ from
      element to element, and consist of plain names. Write text and `{{ … }}` with a value such as a name,
      which is never empty; tags are not allowed in a path.
      """,
      .headerReference: """
      The headers of templates decide which artifacts exist, and so cannot refer to artifacts. Write a
      condition about the model.
      """,
      .headerValue: """
      A key of the header has no value. Write it after the colon, or remove the line.
      """,
      .missingFormat: """
      Each file in the templates folder begins with a comment that says its format: `{# format: nginx #}`. The
      format decides how values are written, so there is no default. A file whose name begins with `_` is only
      included, and needs no header.
      """,
      .templateBom: """
      The template begins with an invisible byte order mark, which would be copied to the artifact. Save it as
      UTF-8 without a BOM.
      """,
      .templateConflict: """
      git could not merge two versions of the template, and has put both into it. The artifact would contain
      both, and git's marks. Keep the lines that are meant, and remove the others and the marks.
      """,
      .templateControl: """
      The template contains a control character, which is invisible, and which terminals may act on. Remove it;
      only tabs and line feeds are allowed.
      """,
      .templateEncoding: """
      The template is not UTF-8. Save it as UTF-8.
      """,
      .templateLineEnd: """
      The template has Windows line endings (CR LF). Artifacts have Unix line endings on every machine, and a
      script with others does not start: save the file with LF, and configure git accordingly
      (`* text eol=lf`).
      """,
      .templateSize: """
      The template, or the template with everything that it includes, is larger than gen allows. Split it, or
      include less.
      """,
      .textReader: """
      Values are written for the format in the header, but this file's name, first line or mode shows that
      another program reads it, for which a value could have a meaning. Write the format of that program, or
      use no values; the format `text` quotes nothing.
      """,
      .unknownFormat: """
      The output format does not exist. The message lists all formats, and names the nearest one.
      """,
    ])
}
