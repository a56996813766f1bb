import Compiler
import JSON
import Output
import Template
import Testing

@testable import Review

/// Causes, and what follows from them.
@Suite struct ReviewTests {
  @Test func foldsEqualConsequences() throws {
    let old = try ReviewedSites.build()
    let new = try ReviewedSites.build(
      site: """
        version: 1
        name: stockshop
        contact: ops@example.net
        server: {ipv4: 203.0.113.10, cpu_cores: 4, memory: 16GiB}
        domains: {superadmin: superadmin.example.com, tenants: stores.example.net}
        tls: {dns_provider: cloudflare}
        backup: {repository: /srv/backup}
        """)
    let entry = try #require(ReviewedSites.review(old, new).entries.first)
    let domain = try #require(entry.consequences.first { $0.name == "domains.tenants" })
    #expect(domain.old == "shops.example.net" && domain.new == "stores.example.net")
    #expect(domain.places.count > 5 && domain.places.count == Set(domain.places).count)
    // One line of the text, whatever it stands for.
    let keys = entry.consequences.map { "\($0.kind)\($0.name)\($0.old ?? "")\($0.new ?? "")" }
    #expect(keys.count == Set(keys).count)
  }

  @Test func anElementOfAListIsCalledByItsName() throws {
    let review = ReviewedSites.review(try ReviewedSites.build(cores: 4), try ReviewedSites.build(cores: 8))
    let names = review.entries.flatMap(\.consequences).map(\.name)
    #expect(names.contains("postgres.tenants.settings[max_connections]"), "\(names)")
  }

  @Test func linesThatComeTogetherAreOneConsequence() throws {
    let ports = (1...300).map { "{port: \(20000 + $0)}" }.joined(separator: ", ")
    let review = ReviewedSites.review(
      try ReviewedSites.build(), try ReviewedSites.build("firewall: {allow: [\(ports)]}"))
    let entry = try #require(review.entries.first)
    #expect(review.entries.count == 1 && entry.lines == 300)
    #expect(entry.consequences.count == 1 && entry.consequences.first?.lines == 300)
    #expect(entry.flags.count { $0.kind == .opensPort } == 300)
    // A person reads this in ten seconds.
    #expect(ReviewText(review).text.split(separator: "\n").count < 30)
  }

  @Test func tellsSettingsApartThatChangedTogether() throws {
    let review = ReviewedSites.review(
      try ReviewedSites.build(cores: 4),
      try ReviewedSites.build("firewall: {allow: [{port: 8443}]}\ndns: {ttl: 2h}", cores: 6))
    #expect(review.entries.map(\.cause.subject) == ["server.cpu_cores", "dns.ttl", "firewall.allow"])
    let names = review.entries.map { $0.consequences.flatMap(\.places).map(\.path) }
    #expect(Set(names[2]) == ["out/ops/site.sh"])
    #expect(Set(names[1]).isSubset(of: ["out/dns/records.zone", "out/dns/octodns/config.yaml"]), "\(names[1])")
  }

  /// The former lines of a setting are those of today's templates, and not of the base, in which they may be elsewhere.
  @Test func aTemplateThatMovesLinesMisleadsNoFlag() throws {
    let compose = try #require(BuiltInTemplates.all.first { $0.path == "docker-compose.yml" })
    let text = String(decoding: compose.bytes, as: UTF8.self)
    for count in [1, 4] {
      let moved = text.replacing(
        "\nservices:\n", with: "\n" + String(repeating: "# moved\n", count: count) + "services:\n")
      #expect(moved != text)
      let old = try ReviewedSites.build(cores: 4, templates: ["docker-compose.yml": moved])
      let review = ReviewedSites.review(old, try ReviewedSites.build(cores: 8))
      let entry = try #require(review.entries.first { $0.cause.subject == "server.cpu_cores" })
      #expect(entry.flags.map(\.kind) == [.interruptsService], "\(entry.flags.map(\.message))")
      #expect(
        entry.effects.contains(.restartDatabase("db")) && !entry.effects.contains(.restartDatabase("db_superadmin")))
    }
  }

  @Test func anUnknownBaseIsACauseOfItsOwn() throws {
    let build = try ReviewedSites.build()
    let drift = Drift(tree: build.tree, manifest: .absent, disk: [:])
    let review = Review(
      build, since: ReviewBase(name: "out", manifest: nil, files: [:], isFolder: true), disk: drift, folder: "out")
    #expect(review.entries.map(\.title) == ["unknown cause: nothing has been built yet"])
    #expect(review.plan.text.hasPrefix("plan 1\nbase none\n"))
  }

  @Test func aManifestWithoutSettingsIsAnUnknownBase() throws {
    let build = try ReviewedSites.build()
    var manifest = build.tree.manifest
    manifest.site = .null
    manifest.generator = "gen 0.1.0"
    let files = Dictionary(
      build.tree.files.map { ($0.path, FileDiff.Version(mode: $0.mode, bytes: $0.bytes)) }
    ) { first, _ in first }
    let new = try ReviewedSites.build(cores: 8)
    let review = Review(
      new, since: ReviewBase(name: "out", manifest: manifest, files: files, isFolder: true),
      disk: Drift(tree: new.tree, manifest: .absent, disk: [:]), folder: "out")
    #expect(
      review.entries.map(\.title) == [
        "unknown cause: the manifest of out does not record the settings: gen 0.1.0 wrote it"
      ])
  }

  @Test func theSameIsNoChange() throws {
    let review = ReviewedSites.review(try ReviewedSites.build(), try ReviewedSites.build())
    #expect(review.isEmpty && review.entries.isEmpty && review.plan.steps.isEmpty)
    #expect(review.plan.text.hasSuffix("\n\nnothing to apply\n"))
  }
}
