import Testing

@testable import Deployment

@Suite struct IPv6AddressTests {
  @Test(arguments: [
    "2001:db8::10", "::", "::1", "1::", "2001:db8:0:1:1:1:1:1",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(IPv6Address.self, text) == text)
  }

  @Test(arguments: [
    ("2001:DB8:0:0:0:0:0:10", "2001:db8::10"),
    ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
    ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
    ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"),
    ("1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304"),
    ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
  ])
  func takesOtherWaysToWriteIt(_ text: String, form: String) {
    #expect(printed(IPv6Address.self, text) == form)
  }

  @Test(arguments: [
    Refused(
      "has a zone, which is valid only on one machine [ipv6-format] | write only the address: fe80::1",
      ["fe80::1%eth0"]),
    Refused(
      "has brackets around the address [ipv6-format] | write only the address: 2001:db8::1",
      ["[2001:db8::1]"]),
    Refused(
      "is a range, not one address [ipv6-format] | write only the address: 2001:db8::",
      ["2001:db8::/32"]),
    Refused(
      "is an IPv4-mapped IPv6 address [ipv6-format] | write the host's own IPv6 address",
      ["::ffff:203.0.113.10"]),
    Refused(
      "is an IPv4 address [ipv6-format] | write groups of hexadecimal digits, such as 2001:db8::10",
      ["203.0.113.10"]),
    Refused(
      "is not an IPv6 address [ipv6-format] | write groups of hexadecimal digits, such as 2001:db8::10",
      [
        "1::2::3", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::8", ":1::2", "12345::", "2001:db8::g",
        "+1::", "1.2.3.4::", "1:2:3:4:5:6:7:1.2.3.4", "", " ::1", many(":", 64),
      ]),
    Refused(
      "has brackets around the address [ipv6-format] | write only the address: ::1",
      ["[::1]:80"]),
    Refused(
      "is longer than 64 bytes [too-long] | write a shorter IPv6 address",
      [many("f", 100)]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(IPv6Address.self, text) == refused.finding) }
  }
}
