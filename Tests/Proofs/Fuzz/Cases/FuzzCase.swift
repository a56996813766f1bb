import Compiler
import Diagnostics
import Glibc
import Importing
import ReferencePages
import Template
import YAML

/// What takes any bytes, and holds whatever they are: nothing is lost without a word, and no finding holds a control character.
public enum FuzzCase: String, CaseIterable {
  /// Any bytes as a document: read, or refused.
  case yaml
  /// A byte that chooses a format, and a template: checked, or refused.
  case template
  /// The same, and behind a byte 0x1F the text of its values: where it compiles, no value leaves its place, or it is refused.
  case render
  /// Any bytes as a site: everything that follows from it, or findings.
  case site
  /// The files of an old deployment, with a byte 0x1E between two: each value of it is carried over or told.
  case importing

  /// How many seconds of a processor one input may take, with sanitizers; an import is compared with two whole builds. Nobody's
  /// clock decides: a machine that does other work is no finding.
  private var mostSeconds: Double { self == .importing ? 4 : 1 }

  /// Tries one input, and stops the program where something does not hold. It has to be a trap, here and nowhere in the
  /// product: libFuzzer takes a trap for a finding, and keeps the input that led to it.
  public func run(_ bytes: [UInt8]) {
    let began = clock()
    switch self {
    case .yaml: Self.read(bytes)
    case .template: Self.check(bytes)
    case .render: Self.render(bytes)
    case .site: Self.build(bytes)
    case .importing: Self.importDeployment(bytes)
    }
    let seconds = Double(clock() - began) / Double(CLOCKS_PER_SEC)
    require(seconds < mostSeconds, "one input took \(seconds) seconds of a processor")
  }

  private static func read(_ bytes: [UInt8]) {
    var diagnostics = DiagnosticList()
    let node = YAMLReader.read(bytes, file: "site.yaml", into: &diagnostics)
    require(node != nil || diagnostics.hasErrors, "nothing was read, and nothing was said")
    requirePrintable(diagnostics, ["site.yaml": Concealment.conceal(bytes)])
  }

  private static func check(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    // One of the formats, or whatever header there is.
    let source = [UInt8](SmallModel.header(first)) + bytes.dropFirst()
    var diagnostics = DiagnosticList()
    let set = TemplateSet(SmallModel.sources(source), root: SmallModel.type)
    diagnostics.report(contentsOf: set.diagnostics)
    require(!set.programs.isEmpty || diagnostics.hasErrors, "nothing was compiled, and nothing was said")
    requirePrintable(diagnostics, ["t": source, "_part": SmallModel.part])
  }

  private static func render(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let parts = bytes.dropFirst().split(separator: 0x1F, maxSplits: 1, omittingEmptySubsequences: false)
    let source = [UInt8](SmallModel.header(first)) + parts[0]
    var diagnostics = DiagnosticList()
    let set = TemplateSet(SmallModel.sources(source), root: SmallModel.type)
    diagnostics.report(contentsOf: set.diagnostics)
    guard !diagnostics.hasErrors else { return }
    let arena = SmallModel.arena(parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : "")
    let made = set.render(arena, into: &diagnostics)
    require(!diagnostics.all.contains { $0.id.name.hasPrefix("internal") }, "the second check disagrees")
    require(!made.isEmpty || diagnostics.hasErrors, "nothing was made, and nothing was said")
    for artifact in made {
      let end = artifact.provenance.stretches.last.map { Int($0.end) } ?? 0
      require(end == artifact.bytes.count, "the stretches do not cover the artifact")
    }
    requirePrintable(diagnostics, ["t": source, "_part": SmallModel.part])
  }

  private static func build(_ bytes: [UInt8]) {
    let site = SiteModel.read(bytes, file: "site.yaml")
    requirePrintable(site.findings, ["site.yaml": Concealment.conceal(bytes)])
    if case .refused(let findings) = site {
      require(findings.hasErrors, "nothing was read, and nothing was said")
      return
    }
    let outcome = Build.make(site, with: templates)
    if case .refused(let findings) = outcome { require(findings.hasErrors, "nothing was built, and nothing was said") }
    require(!outcome.findings.all.contains { $0.id.name.hasPrefix("internal") }, "the second check disagrees")
  }

  /// The names of the files, in their order.
  private static let oldFiles = [
    "docker-compose.yml", "odoo.conf", "nginx/sites-available/tenants", ".env", "Dockerfile", "superadmin.conf",
  ]

  private static func importDeployment(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: 0x1E, maxSplits: oldFiles.count - 1, omittingEmptySubsequences: false)
    let files = zip(oldFiles, parts).filter { !$1.isEmpty }.map { OldFile(path: $0, bytes: Array($1)) }
    let imported = Import(files, unread: [], folder: "old", settings: [])
    var diagnostics = DiagnosticList()
    _ = YAMLReader.read(Array(imported.site.text.utf8), file: "site.yaml", into: &diagnostics)
    require(!diagnostics.hasErrors, "the new site.yaml cannot be read")
    let report = imported.report(imported.site, with: templates)
    require(report.facts.allSatisfy { !$0.fates.isEmpty }, "nothing is said of a value")
    requirePlain(report.markdown)
    requirePlain(report.summary)
  }

  private static let templates = TemplateSet(BuiltInTemplates.index())
}
