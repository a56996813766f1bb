import Testing

@testable import Deployment

@Suite struct QuietHoursTests {
  @Test(arguments: ["22:00-06:00", "00:00-23:59", "12:30-13:00", "19:09-20:10"])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(QuietHours.self, text) == text)
  }

  @Test func knowsWhatLastsOverMidnight() throws {
    #expect(try QuietHours(parsing: "22:00-06:00").areOvernight)
    #expect(try !QuietHours(parsing: "06:00-22:00").areOvernight)
    #expect(try QuietHours(parsing: "00:01-00:00").areOvernight)
  }

  @Test(arguments: [
    Refused(
      "is not two times of the day [quiet-hours-format] | write two times of the day, such as 22:00-06:00",
      [
        "", "-", "22:00", "22-06", "22:00-6:00", "24:00-06:00", "22:60-06:00", "22:00-06:00-07:00", "22:00 - 06:00",
        "22:00–06:00", "2200-0600", "22:00:00-06:00", "10pm-6am", "-22:00-06:00", "30:00-06:00", "22:0a-06:00",
        "\u{ff12}2:00-06:00",
      ]),
    Refused(
      "begins and ends at the same time [quiet-hours-format] | write two times of the day, such as 22:00-06:00",
      ["22:00-22:00", "00:00-00:00"]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(QuietHours.self, text) == refused.finding) }
  }
}
