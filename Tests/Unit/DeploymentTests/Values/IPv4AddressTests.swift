import Testing

@testable import Deployment

@Suite struct IPv4AddressTests {
  @Test(arguments: [
    "203.0.113.10", "0.0.0.0", "255.255.255.255",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(IPv4Address.self, text) == text)
  }

  @Test(arguments: [
    Refused(
      "has a number above 255 [ipv4-format] | write four numbers from 0 to 255, such as 203.0.113.10",
      ["256.1.1.1"]),
    Refused(
      "is not an IPv4 address [ipv4-format] | write four numbers from 0 to 255, such as 203.0.113.10",
      [
        "1.2.3", "1.2.3.4.5", "1.2.3.-4", "1.2.3.4 ", " 1.2.3.4", "1..3.4", "0x7f.0.0.1", "127.1", "2130706433",
        "example.com", "", "١.٢.٣.٤", "1.2.3.4\n", "1.2.3." + many("9", 20),
      ]),
    Refused(
      "has a number with a leading zero, which some programs read as octal [ipv4-format] | write 10.1.1.1",
      ["010.1.1.1"]),
    Refused(
      "is a range, not one address [ipv4-format] | write only the address: 10.0.0.5",
      ["10.0.0.5/24"]),
    Refused(
      "has a port after the address [ipv4-format] | write only the address: 10.0.0.5",
      ["10.0.0.5:80"]),
    Refused(
      "is an IPv6 address [ipv4-format] | write four numbers from 0 to 255, such as 203.0.113.10",
      ["2001:db8::10"]),
    Refused(
      "is longer than 64 bytes [too-long] | write a shorter IPv4 address",
      [many("1.", 200)]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(IPv4Address.self, text) == refused.finding) }
  }
}
