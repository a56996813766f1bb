import Testing

@testable import Deployment

@Suite struct EnvironmentNameTests {
  @Test(arguments: ["ODOO_STAGE", "http_proxy", "_", "A1", many("A", 128)])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(EnvironmentName.self, text) == text)
  }

  @Test(arguments: [
    Refused(
      "is not the name of an environment variable [variable-name] | write letters, digits and _, with no digit first, such as ODOO_STAGE",
      ["", "1A", "A-B", "A.B", "A=B", "A B", " A", "É", "A\n"]),
    Refused(
      "is longer than 128 bytes [too-long] | write a shorter name of an environment variable", [many("A", 129)]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(EnvironmentName.self, text) == refused.finding) }
  }
}
