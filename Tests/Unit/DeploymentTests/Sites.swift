import Diagnostics
import YAML

@testable import Deployment
@testable import Document
@testable import Schema

/// A site as text, read and planned.
struct Read {
  let plan: Deployment
  /// What was found, without what is found for every site that lists no operators, and has all backups in a folder or where it can delete them, and for
  /// every site that can tell nobody of it.
  let findings: [Diagnostic]
  /// Everything that was found.
  let all: [Diagnostic]
  let text: String

  /// The minimal site with changes: each replaces one text by another.
  init(_ changes: (String, String)...) {
    var text = Self.minimal
    for (old, new) in changes { text = text.replacing(old, with: new) }
    self.init(text: text)
  }

  /// Any site.
  init(text: String) {
    self.text = text
    var diagnostics = DiagnosticList()
    let node = YAMLReader.read(Array(text.utf8), file: "site.yaml", into: &diagnostics)
    var decoding = Decoding(diagnostics: diagnostics)
    let nothing = Node(.mapping([]), place: Place(file: "site.yaml", span: Span(at: .start)))
    let site = Site.decode(node ?? nothing, at: "", in: &decoding)
    plan = Deployment(site)
    if node != nil { Rules.examine(site, plan, in: &decoding) }
    all = decoding.diagnostics.sorted
    findings = all.filter { ![.superadminOpen, .backupHere, .backupDeletable, .alertsUnreachable].contains($0.id) }
  }

  /// The findings, as people read them.
  var printed: String { DiagnosticPrinter(sources: ["site.yaml": Array(text.utf8)]).text(findings) }

  /// The findings, one on each line.
  var lines: [String] {
    findings.map { "\($0.place?.span.start.line ?? 0):\($0.place?.span.start.column ?? 0) \($0.message) [\($0.id)]" }
  }

  static let minimal = """
    version: 1
    name: shop
    contact: ops@example.net
    server: {ipv4: 203.0.113.10, cpu_cores: 4, memory: 16GiB}
    domains: {superadmin: superadmin.example.com, tenants: shops.example.net}
    odoo: {image: "odoo:18.0-20260105"}
    tls: {dns_provider: cloudflare}
    backup: {repository: /srv/backup}
    monitoring: {mode: none}

    """
}

/// Looks at a traced value without a trace.
func look<Value>(_ value: Traced<Value>) -> Value { value.value }
