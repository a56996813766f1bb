import Testing

@testable import Deployment

@Suite struct ModuleNameTests {
  @Test(arguments: [
    "base", "sale_management", "l10n_no", "a", many("a", 128),
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(ModuleName.self, text) == text)
  }

  @Test(arguments: [
    Refused(
      "is not the name of a module [module-format] | write the technical name, such as sale_management",
      ["sale-management"]),
    Refused(
      "is not the name of a module [module-format] | write the technical name, such as sale",
      ["Sale"]),
    Refused(
      "is not the name of a module [module-format] | write the technical name, such as web",
      ["1st", "_x", "sale.order", "sale order", "base,web", "sale/../x", ""]),
    Refused(
      "is longer than 128 bytes [too-long] | write a shorter module name",
      [many("a", 129)]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(ModuleName.self, text) == refused.finding) }
  }
}
