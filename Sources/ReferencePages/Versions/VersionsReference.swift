import Compiler
import Diagnostics
import Lineage
import Output
import Template

/// The page that says what differs between the versions of the programs that a site is made for, and why.
///
/// It compares what the rules, the model and the templates make of one small site, so nothing in it is written twice.
public enum VersionsReference {
  /// The page.
  public static var page: String {
    """
    # Versions

    What gen writes depends on the versions that site.yaml names. Here it is compared for one small site, in which one version
    changes at a time: \(VersionAxis.all.map { "`\($0.setting)`" }.joined(separator: ", ")). What is not listed is the same in all of them.
    This page is made from the rules, the model and the templates: `make reference` writes it anew.

    ## Which go together


    """ + combinations + VersionAxis.all.map(section).joined()
  }

  private static var combinations: String {
    let versions = VersionAxis.postgres.values
    var text = row(["Odoo"] + versions.map { "PostgreSQL \($0)" }) + rule(versions.count + 1)
    for odoo in VersionAxis.odoo.values {
      text += row(
        ["\(odoo)"]
          + versions.map { version in
            let findings = findings(VersionAxis.document(odoo: odoo, postgres: version))
            let about = findings.filter { [.postgresTooOld, .postgresUnmaintained].contains($0.id) }
            if about.contains(where: { $0.severity == .error }) { return "refused" }
            return about.isEmpty ? "yes" : "with a warning"
          })
    }
    return text + "\n"
  }

  private static func section(_ axis: VersionAxis) -> String {
    let variants = variants(axis)
    var text = "## \(axis.title)\n\n"
    text += told(axis, variants)
    text += table(
      "Value of the model", facts(variants).filter { !$0.subjects.contains(axis.setting) }, axis, showsText: false)
    text += table("Artifact", lines(variants), axis, showsText: true)
    return text
  }

  private static func variants(_ axis: VersionAxis) -> [VersionVariant] {
    let templates = TemplateSet(BuiltInTemplates.index())
    return axis.values.map { VersionVariant(axis.site($0), templates: templates) }
  }

  /// What applies to some of the versions only.
  private static func told(_ axis: VersionAxis, _ variants: [VersionVariant]) -> String {
    let messages = variants.map { $0.findings.map { "\($0.severity.rawValue): \($0.message) `[\($0.id)]`" } }
    let ids = variants.map { Set($0.findings.map(\.id)) }
    let common = ids.dropFirst().reduce(ids.first ?? []) { $0.intersection($1) }
    var text = ""
    for (value, (variant, messages)) in zip(axis.values, zip(variants, messages)) {
      for (finding, message) in zip(variant.findings, messages) where !common.contains(finding.id) {
        text += "- `\(axis.setting): \(value)` gets the \(message).\n"
      }
    }
    return text.isEmpty ? "" : text + "\n"
  }

  private static func facts(_ variants: [VersionVariant]) -> [VersionRow] {
    let tables = variants.map { variant in
      Dictionary(variant.facts.map { ($0.path, $0) }) { first, _ in first }
    }
    // These lists repeat what stands elsewhere.
    let repeats = ["alert_rules[", "capacity.figures[", "instances[", "services["]
    return merged(variants.map { $0.facts.map(\.path).filter { path in !repeats.contains { path.hasPrefix($0) } } })
      .compactMap { path in VersionRow(path, tables.map { $0[path] }) }
  }

  /// The lines that differ; what differs in the same way in several places stands there once.
  private static func lines(_ variants: [VersionVariant]) -> [VersionRow] {
    let tables = variants.map { variant in
      Dictionary(variant.lines.map { ($0.key, $0.line) }) { first, _ in first }
    }
    var rows: [VersionRow] = []
    for key in merged(variants.map({ $0.lines.map(\.key) })) {
      guard let row = VersionRow(key, tables.map { $0[key] }) else { continue }
      if let same = rows.firstIndex(where: { $0.isSame(as: row) }) {
        rows[same].subjects.formUnion(row.subjects)
      } else {
        rows.append(row)
      }
    }
    return rows
  }

  /// What any of the lists has, each once; what only a later one has follows what it follows there.
  static func merged<Element: Hashable>(_ lists: [[Element]]) -> [Element] {
    var result: [Element] = []
    var seen: Set<Element> = []
    for list in lists {
      var place = 0
      for element in list {
        if seen.insert(element).inserted {
          result.insert(element, at: place)
          place += 1
        } else if let index = result.firstIndex(of: element) {
          place = index + 1
        }
      }
    }
    return result
  }

  private static func findings(_ document: String) -> [Diagnostic] {
    SiteModel.read(Array(document.utf8), file: "site.yaml").findings.sorted
  }

  private static func table(_ title: String, _ rows: [VersionRow], _ axis: VersionAxis, showsText: Bool) -> String {
    guard !rows.isEmpty else { return "" }
    var text = row([title] + (showsText ? ["Line"] : []) + axis.values + ["Why"])
    text += rule(axis.values.count + (showsText ? 3 : 2))
    for line in rows {
      let cells = line.values.map { $0.isEmpty ? "–" : showsText && $0 == "yes" ? "yes" : code($0) }
      text += row(
        [line.subjects.sorted().map { "`\($0)`" }.joined(separator: ", ")] + (showsText ? [code(line.text)] : [])
          + cells + [line.reason])
    }
    return text + "\n"
  }

  private static func row(_ cells: [String]) -> String {
    "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
  }

  private static func rule(_ count: Int) -> String {
    "|" + String(repeating: "---|", count: count) + "\n"
  }

  private static func code(_ text: String) -> String {
    let trimmed = text.drop { $0 == " " }
    return trimmed.contains("`") ? "`` \(trimmed) ``" : "`\(trimmed)`"
  }
}
