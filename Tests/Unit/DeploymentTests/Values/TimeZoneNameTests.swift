import Testing

@testable import Deployment

@Suite struct TimeZoneNameTests {
  @Test(arguments: [
    "Etc/UTC", "UTC", "Europe/Oslo", "America/Argentina/Buenos_Aires", "Etc/GMT+2", "America/Port-au-Prince",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(TimeZoneName.self, text) == text)
  }

  @Test(arguments: [
    Refused(
      "is not the name of a time zone [timezone-format] | write Etc/UTC",
      ["utc", "GMT"]),
    Refused(
      "is not the full name of a time zone [timezone-format] | write an area and a place, such as Europe/Oslo",
      ["CET", "CEST", "Oslo", "EST5EDT", "UTC+2"]),
    Refused(
      "is in no area of the time zone database [timezone-format] | write a name such as Europe/Oslo",
      ["Moon/Tranquility"]),
    Refused(
      "is a former name, which newer systems have in the package tzdata-legacy only [timezone-format] | write Europe/Kyiv",
      ["Europe/Kiev"]),
    Refused(
      "is a former name, which newer systems have in the package tzdata-legacy only [timezone-format] | write America/New_York",
      ["US/Eastern"]),
    Refused(
      #"is in no area of the time zone database, did you mean "Europe/Oslo"? [timezone-format] | write a name such as Europe/Oslo"#,
      ["Erope/Oslo", "europe/oslo"]),
    Refused(
      #"is not in the time zone database, did you mean "Europe/Oslo"? [timezone-format] | write a name such as Europe/Oslo"#,
      ["Europe/Olso", "Europe/oslo"]),
    Refused(
      "is not in the time zone database [timezone-format] | write a name such as Europe/Oslo",
      ["Europe/Springfield-on-Sea"]),
    Refused(
      "is not the name of a time zone [timezone-format] | write a name such as Europe/Oslo",
      ["Europe/", "/Oslo", "Europe/../etc", "Europe/Oslo/a/b", "+02:00", "Europe/São_Paulo", "Europe/Oslo ", ""]),
    Refused(
      "is longer than 64 bytes [too-long] | write a shorter time zone",
      [many("A", 65)]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(TimeZoneName.self, text) == refused.finding) }
  }
}
