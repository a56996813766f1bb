import BuiltInPrograms
import Deployment
import Diagnostics
import Digest
import Schema
import Template
import Testing

@testable import Compiler

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
}
