import Compiler
import Diagnostics
public import ReferencePages
public import Template

/// The import of an old deployment: the site.yaml that comes nearest, and what becomes of everything that it says.
///
/// ```
/// files ──Reading─▶ options, services, directives, instructions   each with its file and line
///       ──Mapping─▶ facts and proposed settings                   what gen refuses, or does anyway, is left out
///       ──Report──▶ site.yaml and IMPORT.md                       compared with what gen would run
/// ```
public struct Import {
  private let resolution: Resolution
  private let folder: String

  /// Reads an old deployment.
  ///
  /// - Parameters:
  ///   - files: its files.
  ///   - unread: what else is in its folder, and why it was not read.
  ///   - folder: the name of the folder.
  ///   - settings: settings that the operator gives, over what the files say.
  public init(_ files: [OldFile], unread: [UnreadFile], folder: String, settings: [(key: String, value: String)]) {
    var importer = Importer(files, unread: unread)
    importer.run(folder: folder)
    resolution = Resolution(importer, settings)
    self.folder = folder
  }

  /// The site.yaml that comes nearest, with placeholders for what nobody has said.
  public var site: StarterSite { resolution.site }

  /// Whether nothing was found that could be imported.
  public var isEmpty: Bool { resolution.importer.ledger.facts.isEmpty }

  /// The report.
  ///
  /// - Parameters:
  ///   - site: the new site.yaml, with what the operator has answered meanwhile.
  ///   - templates: what gen would write, from its own templates, is compared with the old deployment.
  public func report(_ site: StarterSite, with templates: TemplateSet) -> ImportReport {
    let small = NewDeployment(StandIns.small.filled(site), templates)
    let large = NewDeployment(StandIns.large.filled(site), templates)
    var ledger = resolution.importer.ledger
    for (fact, counterpart, why) in ledger.compared {
      let old = ledger.facts[fact].value
      let (now, other) = (small?.value(counterpart, old: old), large?.value(counterpart, old: old))
      guard let now else {
        ledger.settle(fact, .left(why))
        continue
      }
      if now == old {
        ledger.settle(fact, .same("gen writes the same, where it is needed"))
      } else {
        ledger.settle(
          fact, .changed(now: now == other ? now : "what server.memory and server.cpu_cores allow", why: why))
      }
    }
    ledger.close("gen has no setting for it")
    return ImportReport(
      facts: ledger.facts, site: site, importer: resolution.importer, new: small, folder: folder)
  }
}
