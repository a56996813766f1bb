extension FindingArea {
  static let configuration = FindingArea(
    "odoo.conf, .env, zones and Postfix",
    about: """
      Files of lines `key = value`, zone files, and Postfix's own.
      """,
    [
      .dotenvControl: """
      The value holds a control character, which has no form in a .env file. Use a value without it.
      """,
      .dotenvLine: """
      The line is not `NAME=value` and no comment. Write one of the two.
      """,
      .dotenvName: """
      The name would begin with a digit, as no variable's name does. Begin it with a letter.
      """,
      .dotenvQuote: #"""
      Programs differ on quotes and `\` in the middle of a value, and on quotes that go over several lines.
      Quote the whole value, in one line.
      """#,
      .dotenvSingle: #"""
      Single quotes have no escapes, and the value holds a `'`, a line break, or a `\` at its end. Use double
      quotes in the template.
      """#,
      .holeInPattern: """
      A value in a regular expression would be part of the expression. Write the pattern in the template.
      """,
      .holeInSection: """
      A value cannot be the name of a section. Write the section in the template.
      """,
      .iniBlank: """
      Odoo drops blanks at the ends of a value. Remove them from the value.
      """,
      .iniContinuation: """
      A line that begins with a blank belongs to the option before it. Begin the line at its first column.
      """,
      .iniKey: """
      The line has no `=`, or no key before it. Write `key = value`.
      """,
      .iniLine: """
      The value holds a line break or another control character, and an option is one line. Write one line of
      text.
      """,
      .iniPath: """
      Odoo replaces `~` and `$VARIABLE` in options that are paths. Write the whole path.
      """,
      .iniTwice: """
      An option is given twice, upper and lower case aside, at which Odoo's parser stops. Remove one of them;
      `settings` in site.yaml cannot repeat what gen writes.
      """,
      .iniWord: """
      Odoo takes the words true, false and none for truth values where a password belongs. Use another value.
      """,
      .mixedValue: """
      The value may end the line's value or change it, since it stands without quotes, or after a quote or a
      blank. Quote the whole value: `"text {{ x }}"`.
      """,
      .postfixWord: """
      Postfix has no quotes: a blank, a comma, a `$` or a `-` at the beginning would mean something. Use
      letters, digits and `. _ + - @ : /` only.
      """,
      .zoneControl: """
      The value holds a control character, which has no form in a zone file. Use a value without it.
      """,
      .zoneEscape: #"""
      A number after `\` has three digits in a zone file. Write three digits.
      """#,
      .zoneLength: """
      A string in a zone has at most 255 bytes; only the text of a TXT record can be cut into several. Write a
      shorter text, or several strings.
      """,
      .zoneName: #"""
      This is no name in a zone: a `*` can only be the first label, and no `\` can end a name. Write labels of
      letters, digits and hyphens.
      """#,
      .zoneParenthesis: """
      Parentheses in a zone are not nested, and only one that is open can be closed. Write one pair in a
      record.
      """,
      .zoneRelativeName: """
      A name without a dot at its end gets the zone's own name added. Write a dot after the value:
      `{{ name }}.`
      """,
      .zoneString: """
      A string in a zone begins after a blank, and ends on its line. Write a blank before its quote, or close
      it.
      """,
    ])
}
