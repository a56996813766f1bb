import Testing

@testable import Deployment

@Suite struct ProjectNameTests {
  @Test(arguments: [
    "stockshop", "a", "a-1--b-", many("a", 31),
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(ProjectName.self, text) == text)
  }

  @Test(arguments: [
    Refused(
      "is not a project name [name-format] | write stockshop",
      ["Stockshop"]),
    Refused(
      "is not a project name [name-format] | write stock-shop",
      ["stock_shop", "Stock Shop"]),
    Refused(
      "is not a project name [name-format] | write a lower-case letter and up to 30 lower-case letters, digits and hyphens, such as stockshop",
      ["1shop", "-shop", "shop.example", "shöp", ""]),
    Refused(
      "is longer than 31 bytes [name-format] | write a lower-case letter and up to 30 lower-case letters, digits and hyphens, such as stockshop",
      [many("a", 32)]),
    Refused(
      "is longer than 128 bytes [too-long] | write a shorter project name",
      [many("a", 129)]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(ProjectName.self, text) == refused.finding) }
  }
}
