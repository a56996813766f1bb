import Testing

/// The version of the language is looked at before everything else.
@Suite struct LanguageVersionTests {
  @Test(arguments: [
    Mistake(
      "version: 1", "version: 2",
      [
        #"1:10: version: "2" is not a version of the language that this gen reads [language-version] | write 1, or use the gen that the file was written for"#
      ]),
    Mistake(
      "version: 1", "version: 1.0",
      [
        #"1:10: version: "1.0" is not a version of the language that this gen reads [language-version] | write 1, or use the gen that the file was written for"#
      ]),
    Mistake(
      "version: 1", "version: 01",
      [
        #"1:10: version: "01" is not a version of the language that this gen reads [language-version] | write 1, or use the gen that the file was written for"#
      ]),
    Mistake(
      "version: 1", "",
      [
        #"1:1: the key "version" is missing [missing-key] | write `version: 1`"#
      ]),
    Mistake(
      "version: 1", "version:",
      [
        "1:9: version: has no value [missing-value] | write a whole number, such as 1"
      ]),
    Mistake(
      "version: 1", "version: one",
      [
        #"1:10: version: "one" is not a whole number [integer-format] | write digits only, such as 1"#
      ]),
    Mistake(
      "version: 1", "version: -1",
      [
        #"1:10: version: "-1" is not a whole number [integer-format] | write digits only, such as 1"#
      ]),
    Mistake(
      "version: 1", "version: [1]",
      [
        "1:10: version: expected a whole number, found a list [wrong-type] | write a whole number, such as 1"
      ]),
    Mistake(
      "version: 1", "versoin: 1",
      [
        #"1:1: unknown key "versoin", did you mean "version"? [unknown-key]"#
      ]),
    Mistake(
      "version: 1", "version: \"1\"\nname2: x",
      [
        #"2:1: unknown key "name2" [unknown-key] | the keys here are version, name, contact, alerts, server, source, domains, odoo, postgres, nginx, tls, dns, firewall, secrets, backup, monitoring, lint; a key that begins with x- is ignored"#
      ]),
  ])
  func findsEveryMistake(_ mistake: Mistake) {
    #expect(mistake.reading.findings == mistake.findings)
  }
}
