import Testing

@testable import Deployment

@Suite struct TenantNameTests {
  @Test(arguments: [
    "main", "a", "0", "a-1", "xn--bcher-kva", many("a", 60),
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(TenantName.self, text) == text)
  }

  @Test(arguments: [
    Refused(
      "is reserved: Odoo strips www. from every host name [tenant-reserved] | write another name",
      ["www", "WWW"]),
    Refused(
      "is not a tenant's name [tenant-format] | write main",
      ["Main"]),
    Refused(
      "is more than a tenant's name [tenant-format] | write only the first label, such as main",
      ["main.shops.example.net"]),
    Refused(
      "is the name of a tenant's database [tenant-format] | write the tenant's name: main",
      ["main_db"]),
    Refused(
      "is not a tenant's name [tenant-format] | write at most 60 lower-case letters, digits and inner hyphens, such as main",
      ["a_b", "-a", "a-", "", many("a", 61)]),
    Refused(
      "is longer than 255 bytes [too-long] | write a shorter tenant name",
      [many("a", 256)]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(TenantName.self, text) == refused.finding) }
  }
}
