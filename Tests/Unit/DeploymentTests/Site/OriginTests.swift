import Diagnostics
import Testing

@testable import Deployment
@testable import Model
@testable import Schema

/// Settings know where they were written, and that they were not.
@Suite struct OriginTests {
  private func places(_ origins: Origins) -> [String] {
    origins.settings.map { origin in
      origin.path + (origin.place.map { " at \($0.span.start.line):\($0.span.start.column)" } ?? " by default")
    }
  }

  @Test func pointsAtWhatWasWritten() {
    let site = Reading(Examples.most).site
    #expect(places(site.server.memory.origins) == ["server.memory at 14:11"])
    let ports = derive { t in t(site.firewall.allow).map { t($0.port) } }
    #expect(ports.value == [51820, 9100])
    #expect(
      places(ports.origins) == [
        "firewall.allow at 108:5", "firewall.allow[0].port at 108:14", "firewall.allow[1].port at 109:13",
      ])
    let key = derive { t -> String in
      guard case .given(let files) = t(site.tls.superadmin) else { return "acme" }
      return t(files.key).printed
    }
    #expect(key.value == "/etc/ssl/private/hq.key")
    #expect(places(key.origins) == ["tls.superadmin at 94:15", "tls.superadmin.key at 94:51"])
  }

  @Test func saysWhichDefaultWasTaken() {
    let site = Reading(Examples.least).site
    let limit = derive { t in t(site.odoo.tenants.limits.timeReal).count }
    #expect(limit.value == 1200)
    #expect(places(limit.origins) == ["odoo.tenants.limits.time_real by default"])
    let modules = derive { t in t(site.odoo.superadmin.modules).map { t($0).printed } }
    #expect(modules.value == ["base", "web"])
    #expect(places(modules.origins) == ["odoo.superadmin.modules by default"])
  }

  @Test func marksWhatCouldNotBeRead() {
    let reading = Reading(Examples.least(replacing: "  memory: 8GiB", by: "  memory: 16gigs"))
    #expect(reading.site.server.memory.origins.isPoisoned)
    #expect(!reading.site.server.cpuCores.origins.isPoisoned)
    #expect(Reading("version: 2").site.server.cpuCores.origins.isPoisoned)
  }
}
