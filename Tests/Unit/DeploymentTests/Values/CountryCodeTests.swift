import Testing

@testable import Deployment

@Suite struct CountryCodeTests {
  @Test(arguments: [
    "NO", "DE", "ZW", "XK",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(CountryCode.self, text) == text)
  }

  @Test(arguments: [
    Refused(
      "is not a country code [country-format] | write NO",
      ["no"]),
    Refused(
      "is not a country code [country-format] | write GB",
      ["UK", "uk"]),
    Refused(
      "is not a country code [country-format] | write GR",
      ["EL"]),
    Refused(
      "is not a country code [country-format] | write the two capital letters of ISO 3166, such as NO",
      ["NOR", "ZZ", "N", "47", "Norway", "false", "ＮＯ", ""]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(CountryCode.self, text) == refused.finding) }
  }
}
