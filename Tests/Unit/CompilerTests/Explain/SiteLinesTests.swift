import Testing

@testable import Compiler

/// Which settings are written in a line of site.yaml.
@Suite struct SiteLinesTests {
  private static let site = """
    name: a
    # Who.
    server:
      ipv4: 203.0.113.10

      ssh: {port: 22, allow_from: [192.0.2.0/24]}
    firewall:
      allow:
        - port: 9100
          comment: >
            the exporter
            of metrics
        - {port: 1}
    """

  @Test(arguments: [
    (1, ["name"], []), (2, [], []), (3, [], ["server"]), (4, ["server.ipv4"], []),
    (6, ["server.ssh", "server.ssh.port", "server.ssh.allow_from", "server.ssh.allow_from[0]"], []),
    (8, [], ["firewall.allow"]), (9, ["firewall.allow[0].port"], []), (11, ["firewall.allow[0].comment"], []),
    (13, ["firewall.allow[1]", "firewall.allow[1].port"], []), (99, [], []),
  ])
  func findsThem(_ line: Int, _ own: [String], _ whole: [String]) throws {
    let found = try #require(SiteLines(Array(Self.site.utf8), file: "site.yaml")).settings(at: line)
    #expect(Set(found.own) == Set(own))
    #expect(found.whole == whole)
  }
}
