import Testing

@testable import Deployment

@Suite struct OptionNameTests {
  @Test(arguments: [
    "transient_age_limit", "random_page_cost", "pg_stat_statements.max", "a1",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(OptionName.self, text) == text)
  }

  @Test(arguments: [
    Refused(
      "is not the name of an option [option-format] | write transient_age_limit",
      ["transient-age-limit"]),
    Refused(
      "is not the name of an option [option-format] | write limit_request",
      ["Limit_Request"]),
    Refused(
      "is not the name of an option [option-format] | write a lower-case letter, then letters, digits, _ and ., such as transient_age_limit",
      ["_x", "1a", ".a", "a b", "a=b", "[options]", "a:b", ""]),
    Refused(
      "is longer than 63 bytes [too-long] | write a shorter option name",
      [many("a", 64)]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(OptionName.self, text) == refused.finding) }
  }
}
