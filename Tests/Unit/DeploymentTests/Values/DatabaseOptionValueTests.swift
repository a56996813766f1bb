import Testing

@testable import Deployment

@Suite struct DatabaseOptionValueTests {
  /// Blanks at the ends too: the server gets the value as an argument, not in a file.
  @Test(arguments: [
    "65536", "", "-1", "a # b", #""quoted""#, "${HOME} %s \\n", "é 中 🎉", "%m [%p] %q%u@%d ", " a", many("a", 4096),
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(DatabaseOptionValue.self, text) == text)
  }

  @Test(arguments: [
    Refused(
      "contains a line break or a control character [option-value] | write one line of text",
      ["a\nb", "a\rb", "a\tb", "a\0b", "\u{7F}", "\u{85}", "a\u{2028}b"]),
    Refused(
      "contains an invisible character [option-value] | write it without direction marks and the like",
      ["a\u{202E}b", "a\u{200B}b", "\u{FEFF}a"]),
    Refused(
      "is longer than 4096 bytes [too-long] | write a shorter database setting",
      [many("a", 4097)]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(DatabaseOptionValue.self, text) == refused.finding) }
  }
}
