import Diagnostics
import Schema
import Testing
import TextTypes

@testable import Deployment

/// The list of services, and what is folded out of it.
@Suite struct ServiceTests {
  private let provisioning = #"odoo: {superadmin: {provisions_tenants: true}}"#
  private let minimal = #"odoo: {image: "odoo:18.0-20260105"}"#

  private func printed<Value: Scalar>(_ list: Traced<[Traced<Value>]>) -> [String] {
    look(list).map { look($0).printed }
  }

  @Test func listsEveryInstanceWithItsServer() {
    let containers = Read().plan.containers
    let services = look(containers.services).map { look($0.name).printed }
    #expect(services == ["db", "db_superadmin", "odoo", "odoo_superadmin"])
    let named = look(containers.instances).flatMap { [look($0.postgres.service), look($0.odoo.identity.service)] }
    #expect(Set(named.map(\.printed)) == Set(services))
  }

  /// No two services, volumes, networks, ports, roles or files of instances are called the same.
  @Test func callsNothingTwice() {
    let all = Instance.all(.placeholder).all
    let names = all.map(\.names)
    let kinds: [[String]] = [
      names.flatMap { [$0.service.printed, $0.databaseService.printed] },
      names.flatMap { [$0.filesVolume.name, $0.databaseVolume.name] },
      names.map(\.configFile.printed),
      names.flatMap { [$0.superuserSecret, $0.roleSecret, $0.masterSecret].map(\.name.printed) },
      (all.flatMap { [$0.webNetwork, $0.databaseNetwork] } + [.provisioning]).flatMap { [$0.name, "\($0.place)"] },
    ]
    for kind in kinds { #expect(Set(kind).count == kind.count, "\(kind)") }
  }

  /// What is listed for all services is what the services have, and nothing besides.
  @Test func foldsWhatServicesHave() {
    for change in [minimal, provisioning, "odoo: {mail: {host: m, from: a@b.cd, user: u, relay: none}}"] {
      let containers = Read((minimal, change)).plan.containers
      let services = look(containers.services)
      let mounted = services.flatMap { look($0.storage.mounts) }.filter { look($0.type) == .volume }
      #expect(
        Set(look(containers.volumes).map { look($0.name).printed }) == Set(mounted.map { look($0.source).printed }))
      let networks = services.flatMap { printed($0.links.networks) }
      #expect(Set(look(containers.networks).map { look($0.name).printed }) == Set(networks))
      let secrets = look(containers.secrets.files).filter { look($0.isMounted) }.map { look($0.name).printed }
      #expect(Set(secrets) == Set(services.flatMap { printed($0.secrets) }))
      let others = services.flatMap { printed($0.links.dependsOn) }
      #expect(Set(others).isSubset(of: services.map { look($0.name).printed }))
    }
  }

  /// The first service of a kind says in comments what holds for the others; the first Odoo builds the image of all.
  @Test func explainsEachKindOnce() {
    let services = look(Read().plan.containers.services)
    #expect(services.map { printed($0.notes.test).isEmpty } == [false, true, false, true])
    #expect(services.map { look($0.image.isBuilt) } == [false, false, true, false])
    #expect(services.map { look($0.image.pullPolicy) } == [nil, nil, nil, .never])
  }

  /// Websockets have a port of their own only where there are workers.
  @Test func publishesWhatIsServed() {
    let ports = { (read: Read) in
      look(read.plan.containers.services).map { look($0.links.ports).map { [look($0.host), look($0.container)] } }
    }
    #expect(ports(Read()) == [[], [], [[18069, 8069], [18072, 8072]], [[18070, 8069], [18073, 8072]]])
    #expect(ports(Read((minimal, "odoo: {tenants: {workers: 0}}")))[2] == [[18069, 8069]])
    let clash = Read((minimal, "odoo: {tenants: {workers: 0, websocket_port: 18070}}"))
    #expect(!clash.findings.contains { $0.id == .portClash }, "nobody has the port")
  }
}
