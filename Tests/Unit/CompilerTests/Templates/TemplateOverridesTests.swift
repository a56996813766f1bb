import Template
import Testing

@testable import Compiler

/// The user's templates beside the built-in ones.
@Suite struct TemplateOverridesTests {
  private static let builtIn = BuiltInTemplates.all.first { $0.path == "odoo.conf" }?.bytes ?? []

  private func entry(_ path: String, _ own: [UInt8], base: [UInt8]?) -> TemplateOverrides.Entry? {
    TemplateOverrides(
      own: [TemplateSource(path: path, file: "templates/\(path)", bytes: own)], bases: base.map { [path: $0] } ?? [:]
    ).entries.first
  }

  @Test func statesAreToldApart() {
    let (now, mine, old) = (Self.builtIn, Self.builtIn + Array("# mine\n".utf8), Array("old\n".utf8))
    #expect(!now.isEmpty)
    #expect(entry("odoo.conf", now, base: nil)?.state == .copy)
    #expect(entry("odoo.conf", now, base: old)?.state == .copy)
    #expect(entry("odoo.conf", mine, base: nil)?.state == .override)
    #expect(entry("odoo.conf", mine, base: now)?.state == .override)
    #expect(entry("odoo.conf", mine, base: old)?.state == .outdated)
    #expect(entry("mine.conf", mine, base: nil)?.state == .own)
    #expect(entry("mine.conf", mine, base: old)?.state == .removed)
  }

  @Test func differencesAreThoseOfEitherSide() throws {
    let lines = Self.builtIn.split(separator: 0x0A, omittingEmptySubsequences: false)
    let old = Array(lines.dropFirst(3).joined(separator: [0x0A]))
    let entry = try #require(self.entry("odoo.conf", old + Array("# mine\n".utf8), base: old))
    let (mine, theirs) = (
      String(decoding: entry.changes(in: "templates"), as: UTF8.self),
      String(decoding: entry.changesUpstream(in: "templates"), as: UTF8.self)
    )
    #expect(mine.contains("\n+# mine\n") && mine.hasPrefix("diff --git a/templates/odoo.conf b/templates/odoo.conf\n"))
    #expect(!theirs.contains("# mine") && theirs.contains("\n+" + String(decoding: lines[0], as: UTF8.self) + "\n"))
    #expect(self.entry("odoo.conf", old, base: nil)?.changesUpstream(in: "templates") == [])
  }
}
