extension FindingArea {
  static let configuration = FindingArea(
    "odoo.conf, .env, zones and Postfix",
    about: """
      Files with lines `key = value`, zone files, and Postfix's files.
      """,
    [
      .dotenvControl: """
      The value contains a control character, which cannot be written in a .env file. Use a value without it.
      """,
      .dotenvLine: """
      The line is neither `NAME=value` nor a comment. Write one of the two.
      """,
      .dotenvName: """
      The name would begin with a digit, which a variable's name cannot do. Begin it with a letter.
      """,
      .dotenvQuote: #"""
      Programs differ on quotes and `\` in the middle of a value, and on quotes that go over several lines.
      Quote the whole value, in one line.
      """#,
      .dotenvSingle: #"""
      Nothing can be escaped in single quotes, and the value contains a `'`, a line break, or a `\` at its end.
      Use double quotes in the template.
      """#,
      .holeInPattern: """
      A value in a regular expression would be part of the expression. Write the pattern in the template.
      """,
      .holeInSection: """
      A value cannot be the name of a section. Write the section in the template.
      """,
      .iniBlank: """
      Odoo strips blanks at both ends of a value. Remove them from the value.
      """,
      .iniContinuation: """
      A line that begins with a blank belongs to the option before it. Begin the line at its first column.
      """,
      .iniKey: """
      The line has no `=`, or no key before it. Write `key = value`.
      """,
      .iniLine: """
      The value contains a line break or another control character, but an option is one line. Write one line
      of text.
      """,
      .iniPath: """
      Odoo expands `~` and `$VARIABLE` in options that are paths. Write the full path.
      """,
      .iniTwice: """
      An option is given twice (upper and lower case do not count), and Odoo's parser refuses that. Remove one
      of them; `settings` in site.yaml cannot repeat an option that gen writes.
      """,
      .iniWord: """
      Odoo does not read the words true, false and none as text, not even as a password. Use another value.
      """,
      .mixedValue: """
      The value is not quoted, or follows a quote or a blank, so it could end or change the value of the line.
      Quote the whole value: `"text {{ x }}"`.
      """,
      .postfixWord: """
      Postfix has no quotes: a blank, a comma, a `$` or a `-` at the beginning would have a meaning. Use only
      letters, digits and `. _ + - @ : /`.
      """,
      .zoneControl: """
      The value contains a control character, which cannot be written in a zone file. Use a value without it.
      """,
      .zoneEscape: #"""
      A number after `\` has three digits in a zone file. Write three digits.
      """#,
      .zoneLength: """
      A string in a zone has at most 255 bytes; only the text of a TXT record can be split into several
      strings. Write a shorter text, or several strings.
      """,
      .zoneName: #"""
      This is not a valid name in a zone: `*` can only be the first label, and a name cannot end in `\`. Write
      labels of letters, digits and hyphens.
      """#,
      .zoneParenthesis: """
      Parentheses in a zone cannot be nested, and a `)` needs a `(`. Write one pair in a record.
      """,
      .zoneRelativeName: """
      A name without a dot at its end gets the zone's own name added. Write a dot after the value:
      `{{ name }}.`
      """,
      .zoneString: """
      A string in a zone begins after a blank, and ends on the same line. Write a blank before its quote, or
      close it.
      """,
    ])
}
