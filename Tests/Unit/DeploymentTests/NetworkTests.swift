import Schema
import Testing

@testable import Deployment

/// The networks of the containers.
@Suite struct NetworkTests {
  static let image = #"odoo: {image: "odoo:18.0-20260105"}"#
  static let provisioning = "odoo: {image: odoo:18.0-20260105, superadmin: {provisions_tenants: true}}"

  private func networks(_ plan: Deployment) -> [String] {
    look(plan.containers.networks).map { network in
      let values = [look(network.subnet).printed, look(network.gateway).printed, look(network.bridge).printed]
      return
        "\(look(network.name).printed)\(look(network.isInternal) ? " internal" : "") \(values.joined(separator: " "))"
    }
  }

  @Test func cutsTheSubnets() {
    let four = [
      "tenants_web 172.30.0.0/28 172.30.0.1 gen-ac1e0000", "superadmin_web 172.30.0.16/28 172.30.0.17 gen-ac1e0010",
      "tenants_database internal 172.30.0.32/28 172.30.0.33 gen-ac1e0020",
      "superadmin_database internal 172.30.0.48/28 172.30.0.49 gen-ac1e0030",
    ]
    #expect(networks(Read().plan) == four)
    let fifth = "provisioning internal 172.30.0.64/28 172.30.0.65 gen-ac1e0040"
    #expect(networks(Read((Self.image, Self.provisioning)).plan) == four + [fifth])
  }

  @Test func cutsOtherSubnets() {
    let plan = Read(("memory: 16GiB", "memory: 16GiB, networks: {subnets: 10.1.0.0/16}")).plan
    #expect(networks(plan).last == "superadmin_database internal 10.1.48.0/20 10.1.48.1 gen-0a013000")
  }

  /// Whoever shares a network can reach one another: two services, or one and the outside.
  @Test func joinsPairs() {
    for (changes, provisions) in [((Self.image, Self.image), false), ((Self.image, Self.provisioning), true)] {
      let plan = Read(changes).plan
      let members = look(plan.containers.services)
      let joined = look(plan.containers.networks).map { network in
        let name = look(network.name).printed
        let inside = members.filter { look($0.links.networks).contains { look($0).printed == name } }
          .map { look($0.name).printed }.sorted()
        #expect(inside.count == (look(network.isInternal) ? 2 : 1))
        return inside.joined(separator: "+")
      }
      let pairs = ["odoo", "odoo_superadmin", "db+odoo", "db_superadmin+odoo_superadmin"]
      #expect(joined == pairs + (provisions ? ["db+odoo_superadmin"] : []))
    }
  }

  /// Of the host, nginx under its public address; then what the site allows.
  @Test func grantsWhatTheSiteAllows() {
    let plan = Read(
      (
        "tls:",
        "firewall: {egress: [{to: 10.1.0.0/16, port: 25}, {to: 10.2.2.2, port: 53, protocol: udp, comment: x}]}\ntls:"
      )
    ).plan
    let rules = look(plan.host.firewall.egress).map { rule in
      "\(look(rule.to).printed) \(look(rule.port))/\(look(rule.protocol).printed) \(look(rule.comment).printed)"
    }
    #expect(
      rules == [
        "203.0.113.10/32 80/tcp nginx, from which Odoo fetches what it prints",
        "203.0.113.10/32 443/tcp the same over TLS",
        "172.30.0.17/32 443/tcp nginx, under the name in extra_hosts",
        "10.1.0.0/16 25/tcp port 25", "10.2.2.2/32 53/udp x",
      ])
  }

  /// The registry's ranges, each in its printed form, none within another.
  @Test func namesPrivateRanges() {
    let blocks = PrivateRanges.all.compactMap(\.ipv4)
    #expect(blocks.map(\.printed) == PrivateRanges.all.map(\.printed))
    for (index, block) in blocks.enumerated() { #expect(!blocks[..<index].contains { $0.overlaps(block) }) }
    #expect(blocks.contains { $0.contains(PrivateRanges.metadata) })
    for block in ContainerRange.privateBlocks { #expect(blocks.contains(block)) }
  }
}
