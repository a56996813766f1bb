import Testing

@testable import Deployment

@Suite struct ContainerRangeTests {
  @Test(arguments: ["172.30.0.0/24", "10.0.0.0/16", "192.168.240.0/20", "172.16.0.0/23", "172.31.255.0/24"])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(ContainerRange.self, text) == text)
  }

  @Test(arguments: [
    Refused(
      "is an IPv6 range: the containers have no IPv6 [subnets-format] | write a private IPv4 range, such as 172.30.0.0/24",
      ["fd00::/24", "::/0", "fd00::1"]),
    Refused(
      "is not a private range [subnets-format] | write a part of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, such as 172.30.0.0/24",
      ["172.32.0.0/24", "172.15.0.0/24", "100.64.0.0/24", "0.0.0.0/0", "8.0.0.0/6", "192.0.0.0/8", "203.0.113.0/24"]),
    Refused(
      "is too small for sixteen container networks [subnets-format] | write a prefix length from 16 to 24, such as 172.30.0.0/24",
      ["172.30.0.0/25", "10.0.0.0/32", "10.0.0.1"]),
    Refused(
      "is larger than the containers can need [subnets-format] | write a prefix length from 16 to 24",
      ["10.0.0.0/8", "172.16.0.0/12", "10.0.0.0/15"]),
    Refused(
      "has bits after its prefix [cidr-host-bits] | write the network 172.30.0.0/24, or 172.30.0.1 for that one host",
      ["172.30.0.1/24"]),
    Refused(
      "is not a range of addresses [cidr-format] | write a network and its prefix length, such as 198.51.100.0/24",
      ["", "010.0.0.0/24", "172.30.0/24"]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(ContainerRange.self, text) == refused.finding) }
  }

  /// Sixteen parts of one size that fill the range, at every size.
  @Test(arguments: [("172.30.0.0/24", 28), ("10.77.16.0/20", 24), ("10.1.0.0/16", 20)])
  func isCutIntoSixteen(_ range: String, _ prefix: Int) {
    let range = ContainerRange(canonical: range)
    let parts = (0..<16).map(range.network)
    #expect(parts.allSatisfy { $0.prefix == prefix && range.block.contains($0) })
    #expect(parts.first?.base == range.block.base)
    for (first, second) in zip(parts, parts.dropFirst()) {
      #expect(second.base - first.base == 1 << UInt32(32 - prefix))
      #expect(!first.overlaps(second))
    }
  }
}
