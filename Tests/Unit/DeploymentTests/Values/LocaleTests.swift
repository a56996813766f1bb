import Testing

@testable import Deployment

@Suite struct LocaleTests {
  @Test(arguments: [
    "en_US", "nb_NO", "es_419", "sr@latin", "sr_RS@latin", "sr@Cyrl", "eo", "fil_PH",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(Locale.self, text) == text)
  }

  @Test(arguments: [
    Refused(
      "is not a language of Odoo [language-format] | write en_US",
      ["en-US", "en_us", "en_US.UTF-8"]),
    Refused(
      "is not a language of Odoo [language-format] | write en",
      ["EN"]),
    Refused(
      "is not a language of Odoo [language-format] | write a code such as en_US",
      ["english", "en_USA", "e", "en_", "_US", "en@", "en_US@a@b", "en_US_POSIX", "nb NO", "", "en\n"]),
    Refused(
      "is longer than 64 bytes [too-long] | write a shorter language",
      [many("a", 65)]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(Locale.self, text) == refused.finding) }
  }
}
