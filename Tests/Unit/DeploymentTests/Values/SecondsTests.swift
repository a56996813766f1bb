import Testing

@testable import Deployment

@Suite struct SecondsTests {
  @Test(arguments: [
    "90s", "20m", "1d", "0s", "3650d",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(Seconds.self, text) == text)
  }

  @Test(arguments: [
    ("600s", "10m"),
    ("60s", "1m"),
    ("3600s", "1h"),
    ("24h", "1d"),
  ])
  func takesOtherWaysToWriteIt(_ text: String, form: String) {
    #expect(printed(Seconds.self, text) == form)
  }

  @Test(arguments: [
    Refused(
      "has no unit [duration-format] | write a number and a unit, such as 20m",
      ["600", "0"]),
    Refused(
      "is not a duration [duration-format] | write 90s",
      ["90 s"]),
    Refused(
      "is not a duration [duration-format] | write 10m",
      ["10min"]),
    Refused(
      "is not a duration [duration-format] | write 2h",
      ["2 hours"]),
    Refused(
      "is not a duration [duration-format] | write 7d",
      ["1week"]),
    Refused(
      "is not a duration [duration-format] | write a number and a unit, such as 20m",
      ["500ms", "-5s", "S", "1y", "", "9223372036854775807w", "PT5M", "5s\n"]),
    Refused(
      "has more than one unit [duration-format] | write only the smallest one, such as 90m for 1h30m",
      ["1h30m"]),
    Refused(
      "is not a whole number of its unit [duration-format] | write a smaller unit, such as 90m for 1.5h",
      ["1.5h"]),
    Refused(
      "is not a duration [duration-format] | write 5s",
      ["5S"]),
    Refused(
      "is not a duration [duration-format] | write 10s",
      ["010s"]),
    Refused(
      "is longer than ten years [out-of-range] | write a shorter duration",
      ["3651d", many("9", 20) + "s", "9223372036854775807s"]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(Seconds.self, text) == refused.finding) }
  }
}
