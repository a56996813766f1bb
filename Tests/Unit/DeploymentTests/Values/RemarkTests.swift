import Testing

@testable import Deployment

@Suite struct RemarkTests {
  @Test(arguments: [
    "node exporter", "- dash", "it's #1: 100%", "Überwachung", many("é", 120),
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(Remark.self, text) == text)
  }

  @Test(arguments: [
    Refused(
      "is empty [comment-format] | write a few words, or remove the key",
      [""]),
    Refused(
      "is longer than 120 characters [comment-format] | write a shorter text",
      [many("é", 121)]),
    Refused(
      "is longer than 480 bytes [too-long] | write a shorter comment",
      [many("é", 241)]),
    Refused(
      "contains a line break or a control character [comment-format] | write one line of text",
      ["a\nb", "a\u{1B}[31m"]),
    Refused(
      "begins or ends with a blank, which the program would strip [comment-format] | remove the blank",
      [" a"]),
    Refused(
      "contains an invisible character [comment-format] | write it without direction marks and the like",
      ["a\u{202E}b"]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(Remark.self, text) == refused.finding) }
  }
}
