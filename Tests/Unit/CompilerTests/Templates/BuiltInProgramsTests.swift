import BuiltInPrograms
import Deployment
import Diagnostics
import Digest
import Model
import Schema
import Testing

@testable import Compiler
@testable import Output
@testable import Template

/// What the built-in templates were compiled to when gen was built is what they are compiled to now.
@Suite struct BuiltInProgramsTests {
  private static let site = """
    version: 1
    name: stockshop
    contact: ops@example.net
    server: {ipv4: 203.0.113.10, cpu_cores: 4, memory: 16GiB}
    domains: {superadmin: superadmin.example.com, tenants: shops.example.net}
    tls: {dns_provider: cloudflare}
    backup: {repository: /srv/backup}
    odoo: {image: "odoo:18.0-20260105"}
    nginx: {snippets: {tenants: "deny 192.0.2.1;"}}

    """

  private static var recording: [UInt8] {
    BuiltInPrograms.recording.withUTF8Buffer { unsafe Array($0) }
  }

  @Test func isThatOfTheTemplatesAndTheModelAtHand() throws {
    let recording = try #require(RecordedTemplates.recording(BuiltInTemplates.all, root: SiteModel.type))
    #expect(recording == Self.recording)
    #expect(BuiltInTemplates.recorded != nil)
  }

  @Test func holdsTheDigestOfEachTemplate() {
    let index = BuiltInTemplates.index()
    for template in index.templates {
      #expect(index.recordedDigest(of: template) == SHA256Digest(of: template.bytes))
    }
  }

  @Test func isNotReadForAnotherModel() {
    var other = SiteModel.type
    other.fields[0].key += "_"
    #expect(RecordedTemplates(RecordedBytes(Self.recording), root: other) == nil)
    var wider = SiteModel.type
    wider.fields.swapAt(0, 1)
    #expect(RecordedTemplates(RecordedBytes(Self.recording), root: wider) == nil)
  }

  /// Reading ends, whatever is read; and a recording that is cut off is none.
  @Test func isNotReadWhenDamaged() {
    let recording = Self.recording
    for count in [0, 1, 5, 100, recording.count / 2, recording.count - 1] {
      #expect(RecordedTemplates(RecordedBytes(Array(recording.prefix(count))), root: SiteModel.type) == nil)
    }
    for position in stride(from: 30, to: recording.count, by: 4_999) {
      var damaged = recording
      damaged[position] ^= 0x15
      _ = RecordedTemplates(RecordedBytes(damaged), root: SiteModel.type)
    }
  }

  /// Everything that a site comes to: the bytes, and what each of them was made from.
  private static func artifacts(_ index: TemplateIndex) throws -> [Rendered] {
    guard
      case .built(let build) = Build.make(
        SiteModel.read(Array(site.utf8), file: "site.yaml"), with: TemplateSet(index))
    else {
      Issue.record("the site was refused")
      return []
    }
    return build.artifacts
  }

  private static func isSame(_ left: [Rendered], _ right: [Rendered]) -> Bool {
    left.count == right.count
      && zip(left, right).allSatisfy {
        $0.path == $1.path && $0.mode == $1.mode && $0.bytes == $1.bytes && $0.fragments == $1.fragments
          && $0.provenance.stretches == $1.provenance.stretches && $0.provenance.controls == $1.provenance.controls
      }
  }

  @Test func makesWhatTheTemplatesMake() throws {
    let compiled = TemplateIndex(
      builtIn: BuiltInTemplates.all, own: [], root: SiteModel.type, reserved: OutputTree.ownPaths)
    let recorded = BuiltInTemplates.index()
    #expect(recorded.recorded.isKnown.allSatisfy { $0 })
    #expect(!compiled.recorded.isKnown.contains(true))
    let artifacts = try Self.artifacts(recorded)
    #expect(artifacts.count > 40)
    #expect(Self.isSame(artifacts, try Self.artifacts(compiled)))
  }

  /// An artifact with values of the site has no digest from the recording; every other has that of its bytes.
  @Test func holdsTheDigestOfEachArtifactThatIsTheSameForEverySite() throws {
    let artifacts = try Self.artifacts(BuiltInTemplates.index())
    let fixed = artifacts.filter { $0.digest != nil }
    #expect(fixed.count > 40)
    for artifact in fixed { #expect(artifact.digest == SHA256Digest(of: artifact.bytes), "\(artifact.path)") }
    #expect(!fixed.contains { $0.provenance.stretches.contains(where: \.isValue) })
  }

  /// A part that a user replaces is compiled with all that includes it, and nothing else is.
  @Test func isLeftWhereAPartIsReplaced() throws {
    let part = try #require(BuiltInTemplates.all.first { $0.path == "nginx/errors/_page.html" })
    let own = TemplateSource(path: part.path, file: "own/_page.html", bytes: part.bytes + Array("{# mine #}".utf8))
    let index = BuiltInTemplates.index(with: [own])
    let unknown = index.sources.indices.filter { !index.recorded.isKnown[$0] }.map { index.sources[$0].path }
    #expect(Set(unknown).isSuperset(of: ["nginx/errors/_page.html", "nginx/errors/404.html", "nginx/errors/503.html"]))
    #expect(unknown.count < 20)
    let plain = try Self.artifacts(BuiltInTemplates.index())
    #expect(try Self.artifacts(index).map(\.bytes) == plain.map(\.bytes))
    let other = TemplateSource(path: part.path, file: own.file, bytes: part.bytes + Array("<!-- mine -->\n".utf8))
    let changed = try Self.artifacts(BuiltInTemplates.index(with: [other]))
    #expect(changed.first { $0.path == "nginx/errors/404.html" }?.bytes.count ?? 0 > 0)
    #expect(changed.map(\.bytes) != plain.map(\.bytes))
  }

  /// A user's copy of a built-in template is known, and messages name it by the user's file.
  @Test func isThatOfACopyAsWell() throws {
    let part = try #require(BuiltInTemplates.all.first)
    let index = BuiltInTemplates.index(with: [TemplateSource(path: part.path, file: "own/x", bytes: part.bytes)])
    #expect(index.recorded.isKnown.allSatisfy { $0 })
    #expect(index.sources.count == BuiltInTemplates.all.count)
    #expect(index.templates.contains { $0.file == "own/x" })
  }
}
