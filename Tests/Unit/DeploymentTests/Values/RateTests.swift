import Testing

@testable import Deployment

@Suite struct RateTests {
  @Test(arguments: [
    "10/m", "5/s", "99999/m",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(Rate.self, text) == text)
  }

  @Test(arguments: [
    Refused(
      "would let nothing through [rate-format] | write a number per second or per minute, such as 10/m",
      ["0/m"]),
    Refused(
      "is not a rate [rate-format] | write a number per second or per minute, such as 10/m",
      ["100000/m", "10/h", "10", "10/", "/m", "10/m/s", "010/m", "-1/m", "1.5/s", "", "10 / m"]),
    Refused(
      "is not a rate [rate-format] | write 10/m",
      ["10r/m", "10/min", "10/M"]),
    Refused(
      "is not a rate [rate-format] | write 5/s",
      ["5/sec"]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(Rate.self, text) == refused.finding) }
  }
}
