import Diagnostics
import Testing

/// Warnings that a site accepts, by their names.
@Suite struct LintTests {
  private static let unpinned = "odoo: {image: odoo:18.0}"

  private func read(_ names: String, _ image: String = unpinned) -> Read {
    Read(text: Read.minimal.replacing(RuleTests.image, with: image) + "lint: {allow: [\(names)]}\n")
  }

  @Test func silencesOneKindAndNoOther() {
    let open = read("image-unpinned")
    #expect(open.lines == [])
    #expect(
      open.all.map(\.id) == [.alertsUnreachable, .superadminOpen, .backupHere])
    #expect(read("superadmin-open, backup-here, alerts-unreachable").all.map(\.id) == [.imageUnpinned])
  }

  @Test func tellsOfANameThatSilencesNothing() {
    #expect(
      read("image-unpinned, mail-port, mail-port").lines == [
        "10:32 lint.allow: there is no warning mail-port to be silenced [lint-unused]",
        "10:43 lint.allow: there is no warning mail-port to be silenced [lint-unused]",
      ])
    #expect(read("mail-port, lint-unused", RuleTests.image).lines == [])
    #expect(read("lint-unused", RuleTests.image).lines == [])
    // Where something is wrong, other rules did not say all that they would.
    #expect(read("mail-port", "odoo: {image: odoo:18.0, version: 7}").findings.allSatisfy { $0.id != .lintUnused })
  }

  @Test func silencesNoError() {
    let limits = "odoo: {image: odoo:18.0-20260105, tenants: {limits: {memory_soft: 2GiB, memory_hard: 1GiB}}}"
    let found = read("limits-order", limits).all.filter { $0.id == .limitsOrder }
    #expect(found.map(\.severity) == [.error])
  }

  @Test(arguments: [
    (
      "image_unpinned",
      "\"image_unpinned\" is not the name of a warning, did you mean \"image-unpinned\"?; write the name that the warning has in brackets; `gen docs --findings` lists all of them"
    ),
    (
      "super-open",
      "\"super-open\" is not the name of a warning, did you mean \"superadmin-open\"?; write the name that the warning has in brackets; `gen docs --findings` lists all of them"
    ),
    (
      "size-format",
      "\"size-format\" is not a warning about site.yaml, and cannot be silenced; remove it, and do what `gen docs size-format` says"
    ),
    (
      "edited-orphan",
      "\"edited-orphan\" is not a warning about site.yaml, and cannot be silenced; remove it, and do what `gen docs edited-orphan` says"
    ),
  ]) func refusesOtherNames(_ name: String, _ text: String) {
    let found = read(name, RuleTests.image).findings
    #expect(found.map { "\($0.id): \($0.message); \($0.help ?? "-")" } == ["lint-name: lint.allow[0]: \(text)"])
  }

  @Test func everyNameIsThatOfAFinding() {
    let ids = FindingID.warningsAboutSites
    #expect(Set(ids).count == ids.count)
    #expect(ids.map(\.name) == ids.map(\.name).sorted())
  }
}
