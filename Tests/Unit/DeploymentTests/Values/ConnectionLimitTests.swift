import Testing

@testable import Deployment

@Suite struct ConnectionLimitTests {
  @Test(arguments: ["auto", "1", "9999"])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(ConnectionLimit.self, text) == text)
  }

  @Test(arguments: [
    Refused(
      "is not a number of requests [connections-format] | write auto, or a number from 1 to 9999",
      ["0", "10000", "-1", "09", "Auto", "4 requests", "30/s", "", many("9", 20)])
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(ConnectionLimit.self, text) == refused.finding) }
  }
}
