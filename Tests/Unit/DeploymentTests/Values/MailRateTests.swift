import Testing

@testable import Deployment

@Suite struct MailRateTests {
  @Test(arguments: ["100/h", "1/d", "999999/h"])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(MailRate.self, text) == text)
  }

  @Test func countsInSeconds() throws {
    #expect(try MailRate(parsing: "5/h").seconds == 3600)
    #expect(try MailRate(parsing: "5/d").seconds == 86400)
  }

  @Test(arguments: [
    Refused(
      "would let no mail through [mail-rate-format] | write a number of recipients per hour or per day, such as 100/h",
      ["0/h"]),
    Refused(
      "is not a mail rate [mail-rate-format] | write a number of recipients per hour or per day, such as 100/h",
      ["1000000/h", "10/m", "10", "10/", "/h", "10/h/d", "010/h", "-1/h", "1.5/d", "", "10 / h", "10/H", "10/hour"]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(MailRate.self, text) == refused.finding) }
  }
}
