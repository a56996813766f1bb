import Testing

@testable import Deployment

@Suite struct WorkersTests {
  @Test(arguments: [
    "auto", "0", "9", "1024",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(Workers.self, text) == text)
  }

  @Test(arguments: [
    Refused(
      "is not a number of workers [workers-format] | write auto, or a number from 0 to 1024",
      ["1025", "-1", "09", "Auto", "4 workers", "2*2+1", "", many("9", 20)])
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(Workers.self, text) == refused.finding) }
  }
}
