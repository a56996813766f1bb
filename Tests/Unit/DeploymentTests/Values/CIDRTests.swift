import Testing

@testable import Deployment

@Suite struct CIDRTests {
  @Test(arguments: [
    "198.51.100.0/24", "0.0.0.0/0", "10.0.0.5/32", "::/0", "2001:db8:8000::/33", "64:ff9b::/96",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(CIDR.self, text) == text)
  }

  @Test(arguments: [
    ("203.0.113.10", "203.0.113.10/32"),
    ("2001:DB8::/32", "2001:db8::/32"),
    ("2001:db8::1", "2001:db8::1/128"),
  ])
  func takesOtherWaysToWriteIt(_ text: String, form: String) {
    #expect(printed(CIDR.self, text) == form)
  }

  @Test(arguments: [
    Refused(
      "has bits after its prefix [cidr-host-bits] | write the network 10.0.0.0/24, or 10.0.0.5 for that one host",
      ["10.0.0.5/24"]),
    Refused(
      "has bits after its prefix [cidr-host-bits] | write the network 2001:db8::/64, or 2001:db8::1 for that one host",
      ["2001:db8::1/64"]),
    Refused(
      "has an impossible prefix length [cidr-format] | write a length from 0 to 32",
      ["10.0.0.0/33", "10.0.0.0/", "10.0.0.0/08", "10.0.0.0/8/8", "10.0.0.0/-1", "10.0.0.0/8 "]),
    Refused(
      "has an impossible prefix length [cidr-format] | write a length from 0 to 128",
      ["2001:db8::/129"]),
    Refused(
      "has a netmask instead of a prefix length [cidr-format] | write a length from 0 to 32",
      ["10.0.0.0/255.0.0.0"]),
    Refused(
      "is not the address of a host [cidr-format] | write 0.0.0.0/0 for every address",
      ["0.0.0.0"]),
    Refused(
      "is not the address of a host [cidr-format] | write ::/0 for every address",
      ["::"]),
    Refused(
      "is a name, not a range of addresses [cidr-format] | write a network and its prefix length, such as 198.51.100.0/24",
      ["localhost", "example.com/24", "any"]),
    Refused(
      "is not a range of addresses [cidr-format] | write a network and its prefix length, such as 198.51.100.0/24",
      ["10.0.0.1-10.0.0.9", "*", "", "256.0.0.0/8", "fe80::%eth0/64", "/24"]),
    Refused(
      "is longer than 64 bytes [too-long] | write a shorter address range",
      [many("1", 65)]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(CIDR.self, text) == refused.finding) }
  }
}
