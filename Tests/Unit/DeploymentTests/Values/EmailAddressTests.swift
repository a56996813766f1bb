import Testing

@testable import Deployment

@Suite struct EmailAddressTests {
  @Test(arguments: [
    "ops@example.net", "a_b-c@x.y", many("a", 64) + "@example.net",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(EmailAddress.self, text) == text)
  }

  @Test(arguments: [
    ("Ops.Team+odoo@Example.NET", "Ops.Team+odoo@example.net")
  ])
  func takesOtherWaysToWriteIt(_ text: String, form: String) {
    #expect(printed(EmailAddress.self, text) == form)
  }

  @Test(arguments: [
    ("ops@example.net", true), (many("a", 63) + "@example.net", true), (many("a", 64) + "@example.net", false),
    ("aa@" + many("b.", 122) + "ex.org", true), ("aaa@" + many("b.", 122) + "ex.org", false),
  ])
  func saysWhetherItCanBeANameOfTheDNS(_ text: String, fits: Bool) throws {
    #expect(try EmailAddress(parsing: text).fitsZone == fits)
  }

  @Test(arguments: [
    Refused(
      "is not an email address [email-format] | write an address such as ops@example.net",
      ["ops", "ops@@example.net", "ops@example.net, two@example.net", ""]),
    Refused(
      "has no domain name after the @ [email-format] | write an address such as ops@example.net",
      ["ops@", "ops@example", "ops@example.net.", "ops@bücher.example", "ops@[10.0.0.5]"]),
    Refused(
      "has an unsupported part before the @ [email-format] | write at most 64 letters, digits and . _ + - before the @, such as ops@example.net",
      [
        "@example.net", #""o p"@example.net"#, ".ops@example.net", "ops.@example.net", "o..ps@example.net",
        "-ops@example.net", many("a", 65) + "@example.net", "öps@example.net", "o'ps@example.net", "ops%x@example.net",
      ]),
    Refused(
      "contains more than the address [email-format] | write only the address, such as ops@example.net",
      ["Ops <ops@example.net>", "mailto:ops@example.net"]),
    Refused(
      "is longer than 254 bytes [email-format] | write a shorter address",
      [many("a", 64) + "@" + many("b.", 100) + "example.net"]),
    Refused(
      "is longer than 512 bytes [too-long] | write a shorter email address",
      [many("a", 600)]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(EmailAddress.self, text) == refused.finding) }
  }
}
