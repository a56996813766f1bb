import Diagnostics
import Output
import Template
import Testing
import TextTypes

@testable import Compiler

/// A site compiled with the built-in templates.
@Suite struct BuildTests {
  private static let templates = TemplateSet(BuiltInTemplates.index())

  private static func reading(_ change: String = "") -> SiteModel.Reading {
    let site = """
      version: 1
      name: shop
      contact: ops@example.net
      server: {ipv4: 203.0.113.10, cpu_cores: 8, memory: 32GiB}
      domains: {superadmin: superadmin.example.com, tenants: shops.example.net}
      tls: {dns_provider: cloudflare}
      backup: {repository: /srv/backup}
      \(change)
      """
    return SiteModel.read(Array(site.utf8), file: "site.yaml")
  }

  private static func build(_ change: String = "") -> Build? {
    guard case .built(let build) = Build.make(reading(change), with: templates) else { return nil }
    return build
  }

  /// The label of a service follows each artifact that its container sees, and the label of the image what goes into it.
  @Test func labelsFollowTheFilesBehindAService() throws {
    let build = try #require(Self.build("odoo: {superadmin: {provisions_tenants: true}, requirements: [a==1]}"))
    let compose = try #require(build.artifacts.first { $0.path == "docker-compose.yml" })
    let labels = compose.provenance.stretches.map { Array(compose.provenance.artifacts(of: $0)) }.filter { !$0.isEmpty }
    let addons = build.artifacts.map(\.path).filter { $0.hasPrefix("addons/") }
    #expect(addons.count > 8)
    let image = ["Dockerfile.odoo", "odoo-start"] + addons + ["requirements.txt"]
    #expect(
      labels == [
        ["initdb/db/10-role.sh"], ["initdb/db_superadmin/10-role.sh"],
        image, ["odoo.conf"] + image, ["superadmin.conf", "provision.conf", "provision-tenant"] + image,
      ])
  }

  /// Whatever path a header gives to an artifact that is mounted, the container gets that file.
  @Test(arguments: [
    ("initdb/10-role.sh", "path: initdb/{{ instance.postgres.service }}/10-role.sh", "{{ instance.postgres.service }}"),
    ("odoo.conf", "path: {{ instance.odoo.config_file }}", "{{ instance.odoo.service }}"),
  ])
  func mountsWhereTheHeaderPutsAnArtifact(_ name: String, _ path: String, _ service: String) throws {
    let template = try #require(BuiltInTemplates.all.first { $0.path == name })
    let text = String(decoding: template.bytes, as: UTF8.self)
    try #require(text.contains(path))
    let moved = Array(text.replacing(path, with: "path: moved/\(service).txt").utf8)
    let own = TemplateSource(path: name, file: "templates/\(name)", bytes: moved)
    let templates = TemplateSet(BuiltInTemplates.index(with: [own]))
    guard case .built(let build) = Build.make(Self.reading(), with: templates) else {
      Issue.record("it was refused")
      return
    }
    let compose = try #require(build.artifacts.first { $0.path == "docker-compose.yml" })
    let mounts = String(decoding: compose.bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
      line.split(separator: "source: \"./").dropFirst().first.map { String($0.dropLast()) }
    }
    #expect(mounts.filter { $0.hasPrefix("moved/") }.count == 2)
    #expect(Set(mounts).subtracting(build.artifacts.map(\.path)) == [])
  }

  /// The templates are compiled once, and know nothing of the sites that they were rendered for.
  @Test func servesAnyNumberOfSites() throws {
    let first = try #require(Self.build())
    let other = try #require(Self.build("odoo: {version: \"17.0\"}"))
    let again = try #require(Self.build())
    #expect(first.tree == again.tree)
    #expect(first.tree != other.tree)
  }

  @Test func refusesWithEverythingThatIsWrong() {
    let own = [
      TemplateSource(path: "own.txt", file: "templates/own.txt", bytes: Array("{# format: text #}\n{{ nobody }}".utf8))
    ]
    let templates = TemplateSet(BuiltInTemplates.index(with: own))
    guard case .refused(let findings) = Build.make(Self.reading("odo: {}"), with: templates) else {
      Issue.record("it was built")
      return
    }
    #expect(findings.sorted.filter { $0.severity == .error }.map(\.id) == [.unknownKey, .unknownName])
  }

  @Test func makesOneArtifactAsAllTogether() throws {
    let build = try #require(Self.build())
    let index = BuiltInTemplates.index()
    for file in build.tree.files + [build.tree.manifestFile] {
      guard case .made(let bytes) = SingleArtifact.make(file.path, of: Self.reading(), with: index) else {
        Issue.record("\(file.path) was not made")
        continue
      }
      #expect(bytes == file.bytes, "\(file.path)")
    }
    guard case .unknown(nearest: "odoo.conf") = SingleArtifact.make("odo.conf", of: Self.reading(), with: index) else {
      Issue.record("it was made")
      return
    }
  }

  @Test func listsArtifactsWithoutTheirContents() throws {
    let build = try #require(Self.build())
    guard case .made(let list) = ArtifactList.make(of: Self.reading(), with: build.templates.index) else {
      Issue.record("nothing was listed")
      return
    }
    #expect(list.map(\.path) == build.artifacts.map(\.path))
    #expect(list.map(\.mode) == build.artifacts.map(\.mode))
    #expect(list.map(\.format) == build.artifacts.map(\.format))
  }
}
