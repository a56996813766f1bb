import Schema
import Testing

@testable import Deployment

/// What the run book's picture says of the firewall.
@Suite struct FirewallPortTests {
  private func ports(_ changes: (String, String)) -> [String] {
    look(Read(changes).plan.host.firewall.ports).map { "\(look($0.port))/\(look($0.protocol).printed)" }
  }

  @Test func namesAPortOnceHoweverManyRangesItIsOpenTo() {
    let ranges = "ssh: {port: 2222, allow_from: [192.0.2.0/24, 198.51.100.0/24, \"2001:db8::/32\"]}"
    #expect(ports(("memory: 16GiB", "memory: 16GiB, \(ranges)")) == ["2222/tcp", "80/tcp", "443/tcp"])
  }

  /// The same number is another port where the protocol is another one.
  @Test func tellsProtocolsApart() {
    let rules =
      "backup: {repository: /srv/backup}\nfirewall: {allow: [{port: 443, protocol: udp}, {port: 80, from: 192.0.2.1}]}"
    #expect(ports(("backup: {repository: /srv/backup}", rules)) == ["22/tcp", "80/tcp", "443/tcp", "443/udp"])
  }
}
