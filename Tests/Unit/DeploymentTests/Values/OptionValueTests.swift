import Testing

@testable import Deployment

@Suite struct OptionValueTests {
  @Test(arguments: [
    "65536", "", "-1", "a b", "a # b", "; c", #""quoted""#, "${HOME} %s \\n", "é 中 🎉", "می\u{200C}خواهم",
    many("a", 4096),
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(OptionValue.self, text) == text)
  }

  @Test(arguments: [
    Refused(
      "contains a line break or a control character [option-value] | write one line of text",
      ["a\nb", "a\rb", "a\r\nb", "a\tb", "a\0b", "\u{7F}", "\u{85}", "a\u{2028}b"]),
    Refused(
      "begins or ends with a blank, which Odoo would strip [option-value] | remove the blank",
      [" a", "a ", "\u{A0}a", "a\u{3000}"]),
    Refused(
      "contains an invisible character [option-value] | write it without direction marks and the like",
      ["a\u{202E}b", "a\u{200B}b", "\u{FEFF}a", "a\u{2066}b", "a\u{FFFE}", "a\u{1FFFF}", "a\u{E0041}"]),
    Refused(
      "is longer than 4096 bytes [too-long] | write a shorter option value",
      [many("a", 4097)]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(OptionValue.self, text) == refused.finding) }
  }
}
