import Testing

@testable import Lineage

/// What people ask about, as they write it.
@Suite struct ExplainTargetTests {
  @Test(arguments: [
    ("out/odoo.conf:12", ExplainTarget.line(path: "out/odoo.conf", line: 12, column: nil)),
    ("odoo.conf:12:20", .line(path: "odoo.conf", line: 12, column: 20)),
    ("out/odoo.conf:12:workers = 9", .line(path: "out/odoo.conf", line: 12, column: nil)),
    ("+workers = 17", .text("workers = 17", at: nil)), ("+", .text("", at: nil)),
    ("-workers = 9", .removed("workers = 9", at: nil)), ("workers = 9", .text("workers = 9", at: nil)),
    ("odoo.tenants.workers", .key("odoo.tenants.workers")), ("firewall.allow[0]", .key("firewall.allow[0]")),
    ("site.yaml:9", .site(line: 9)), ("sites/site.yaml:9", .site(line: 9)), ("./a/sites/site.yaml:9", .site(line: 9)),
    ("a:99999999999999999999", .text("a:99999999999999999999", at: nil)), (":12", .text(":12", at: nil)),
  ])
  func reads(_ argument: String, _ target: ExplainTarget) {
    #expect(ExplainTarget(argument, site: "sites/site.yaml") == target)
  }

  @Test func tellsASiteFromATarget() {
    #expect(!ExplainTarget.isTarget("sites/site.yaml"))
    #expect(!ExplainTarget.isTarget("-"))
    #expect(ExplainTarget.isTarget("out/odoo.conf:12"))
    #expect(ExplainTarget.isTarget("+  - /a/b.yaml"))
  }

  @Test func readsADiff() {
    let diff = """
      diff --git a/out/a b/out/a
      --- a/out/a
      +++ b/out/a
      @@ -3,3 +3,3 @@ context
       one
      -two
      +2
       three
      @@ -9 +9,0 @@
      ---- four
      \\ No newline at end of file
      diff --git a/out/b b/out/b
      --- a/out/b
      +++ /dev/null
      @@ -1 +0,0 @@
      -five
      """
    let place = { (path: String, line: Int) in ExplainTarget.DiffPlace(path: path, line: line) }
    #expect(
      PastedDiff.targets(diff) == [
        .removed("two", at: place("out/a", 4)), .text("2", at: place("out/a", 4)),
        .removed("--- four", at: place("out/a", 9)), .removed("five", at: place("out/b", 0)),
      ])
    #expect(PastedDiff.targets("") == [])
    #expect(PastedDiff.targets("@@ -1,99999999999999999999 +x @@\n+a\n") == [])
  }
}
