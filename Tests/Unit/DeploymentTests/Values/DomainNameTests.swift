import Testing

@testable import Deployment

@Suite struct DomainNameTests {
  @Test(arguments: [
    "shops.example.net", "xn--bcher-kva.example", "a.b", "1.2.3.x4", "a--b.example.net", many("a", 63) + ".net",
    many("a.", 125) + "aaa",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(DomainName.self, text) == text)
  }

  @Test(arguments: [
    ("Shops.Example.NET", "shops.example.net")
  ])
  func takesOtherWaysToWriteIt(_ text: String, form: String) {
    #expect(printed(DomainName.self, text) == form)
  }

  @Test(arguments: [
    Refused(
      "ends in a dot [domain-format] | write it without the final dot",
      ["example.com.", "."]),
    Refused(
      "is a URL, not a domain name [domain-format] | write only the name, such as shops.example.net",
      ["http://example.com", "HTTPS://example.com/"]),
    Refused(
      "has a path [domain-format] | write only the name, such as shops.example.net",
      ["example.com/shop", "example.com; rm -rf /"]),
    Refused(
      "has a wildcard [domain-format] | write only the domain; the tenants' names are included",
      ["*.example.com"]),
    Refused(
      "has a port [domain-format] | write only the name, such as shops.example.net",
      ["example.com:443"]),
    Refused(
      "is an email address, not a domain name [domain-format] | write only the name, such as shops.example.net",
      ["ops@example.com"]),
    Refused(
      "contains letters that are not ASCII [domain-format] | write the name in its ASCII form, which begins with xn--",
      ["bücher.example", "\u{212A}.example.com"]),
    Refused(
      "has only one label [domain-format] | write the full name, such as shops.example.net",
      ["example", "localhost"]),
    Refused(
      "has an underscore, which host names cannot contain [domain-format] | write a hyphen",
      ["shop_1.example.com"]),
    Refused(
      "is not a domain name [domain-format] | write labels of letters, digits and inner hyphens, joined by dots, such as shops.example.net",
      [
        "-a.example.com", "a-.example.com", "a..example.com", ".example.com", "exam ple.com", "example.com\n", "a.${x}",
        "",
      ]),
    Refused(
      "has a label of more than 63 bytes [domain-format] | write shorter labels",
      [many("a", 64) + ".net"]),
    Refused(
      "is longer than 253 bytes [domain-format] | write a shorter name",
      [many("a.", 126) + "aa"]),
    Refused(
      "is an address, not a domain name [domain-format] | write a name that ends in a top-level domain",
      ["203.0.113.10"]),
    Refused(
      "is an address, not a domain name [domain-format] | write only the name, such as shops.example.net",
      ["2001:db8::1"]),
    Refused(
      "ends in a number, which is not a top-level domain [domain-format] | write a name that ends in a top-level domain, such as shops.example.net",
      ["example.123"]),
    Refused(
      "is longer than 512 bytes [too-long] | write a shorter domain name",
      [many("a", 513)]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(DomainName.self, text) == refused.finding) }
  }
}
