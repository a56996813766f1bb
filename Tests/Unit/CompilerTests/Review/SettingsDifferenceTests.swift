import Compiler
import Document
import Output
import Testing

@testable import Review

/// Which settings have changed, and in which words.
@Suite struct SettingsDifferenceTests {
  @Test func saysWhatWasWrittenAndWhatIs() throws {
    let changes = ReviewedSites.changes(
      try ReviewedSites.build(cores: 4), try ReviewedSites.build("postgres: {version: 17}", cores: 8))
    #expect(changes == ["server.cpu_cores 4 → 8", "postgres.version 16 (default) → 17"])
  }

  @Test func saysWhatStandsInForASettingThatIsWrittenNoMore() throws {
    let changes = ReviewedSites.changes(
      try ReviewedSites.build("postgres: {version: 17}\ndns: {ttl: 2h}"), try ReviewedSites.build())
    #expect(changes == ["postgres.version 17 → 16 (default)", "dns.ttl 2h → 1h (default)"])
  }

  @Test func listsWhatIsNewAndGoneInAList() throws {
    let changes = ReviewedSites.changes(
      try ReviewedSites.build("firewall: {web_from: [192.0.2.0/24, 198.51.100.0/24]}"),
      try ReviewedSites.build("firewall: {web_from: [192.0.2.0/24, 203.0.113.0/24]}"))
    #expect(changes == ["firewall.web_from + 203.0.113.0/24 - 198.51.100.0/24"])
  }

  @Test func comparesKeysOfTheOperatorsChoiceOneByOne() throws {
    let changes = ReviewedSites.changes(
      try ReviewedSites.build("postgres: {settings: {work_mem: 8MB, jit: \"on\"}}"),
      try ReviewedSites.build("postgres: {settings: {work_mem: 16MB, jit: \"on\", random_page_cost: 2}}"))
    #expect(
      changes == [
        "postgres.settings.work_mem 8MB → 16MB", "postgres.settings.random_page_cost not set → 2",
      ])
  }

  @Test func anotherWayToWriteTheSameIsNoChange() throws {
    let other = """
      backup: {repository: /srv/backup}
      tls: {dns_provider: "cloudflare"}
      x-note: {anything: here}
      domains:
        tenants: shops.example.net
        superadmin: superadmin.example.com
      postgres: {version: 16}
      server: {memory: 16384MiB, ipv4: 203.0.113.10, cpu_cores: 4}
      contact: ops@example.net
      name: stockshop
      version: 1
      """
    let (one, two) = (try ReviewedSites.build(), try ReviewedSites.build(site: other))
    #expect(ReviewedSites.changes(one, two).isEmpty)
    #expect(ReviewedSites.review(one, two).entries.isEmpty)
  }

  @Test func aChangeAloneLeavesTheRestAsItWas() throws {
    let old = try ReviewedSites.build("source: {repository: \"https://git.example.net/a\", revision: v1}")
    let new = try ReviewedSites.build("postgres: {version: 17}")
    for change in SettingsDifference(from: old.model, to: new.model).changes {
      let alone = Node.merged(old.model.document, new.model.document, change.keys)
      #expect(alone?.value(at: "postgres") != nil || change.path.hasPrefix("source"))
    }
    // The last of its keys takes its section along.
    let bare = Node.merged(
      Node.merged(old.model.document, new.model.document, ["source", "repository"]), new.model.document,
      ["source", "revision"])
    #expect(bare?.value(at: "source") == nil)
  }

  @Test func whatTheManifestRecordsIsTheSameSite() throws {
    let build = try ReviewedSites.build(
      "odoo: {superadmin: {allow_from: [192.0.2.0/24]}}\nnginx: {snippets: {tenants: \"gzip on;\"}}\n"
        + "postgres: {settings: {work_mem: 8MB}}\ntls: {superadmin: {certificate: /a/b.pem, key: /a/c.pem}}"
        .replacing("tls: ", with: "x-tls: "))
    let reading = try #require(SiteModel.read(written: build.tree.manifest.site, file: "manifest.json"))
    guard case .built(let again) = Build.make(reading, with: build.templates) else {
      Issue.record("the recorded settings are refused")
      return
    }
    #expect(again.tree == build.tree)
  }
}
