import ArgumentParser
import Compiler
import Diagnostics
import Host
import Template

/// A site that has been read from the disk, with its output folder and its templates.
struct Session {
  /// The site.
  let site: SiteFile
  /// The output folder.
  let folder: OutputFolder
  private let options: SiteOptions
  private let report: Report?

  /// Reads a site.
  ///
  /// - Parameter report: where findings go; nil for standard error.
  init(_ path: String, _ options: SiteOptions, _ report: Report? = nil) throws(HostError) {
    self.options = options
    self.report = report
    site = try SiteFile(path)
    var folder = OutputFolder(path: options.output ?? site.beside("out"))
    if path != InputFile.standardInput { folder.siteFolder = site.folder }
    self.folder = folder
  }

  /// The output folder as seen from the folder that the site is in.
  var outputName: String { options.output ?? "out" }

  /// The folder of the user's templates.
  var ownTemplates: OwnTemplates {
    OwnTemplates(options.templates ?? site.beside("templates"), isNamed: options.templates != nil)
  }

  /// Reads the user's templates, which go over the built-in ones.
  func templates() throws(HostError) -> TemplateIndex { BuiltInTemplates.index(with: try ownTemplates.sources()) }

  /// What becomes of warnings.
  enum Warnings {
    /// Nobody asked for them.
    case unreported
    case reported
    /// They stop the command, as errors do.
    case refused
  }

  /// Compiles the site with its templates. Errors are reported.
  ///
  /// - Parameters:
  ///   - warnings: what becomes of them.
  ///   - isLast: whether the process ends after the command, so that nothing has to be taken apart.
  /// - Throws: that the site or a template is not right.
  func build(_ warnings: Warnings = .unreported, isLast: Bool = true) throws -> Compiler.Build {
    let templates = try templates()
    switch Compiler.Build.make(site.reading, with: TemplateSet(templates)) {
    case .refused(let findings): throw refusal(findings, templates, isStrict: warnings == .refused)
    case .built(let build):
      if isLast { ProcessState.keep(build) }
      if warnings == .refused, !build.warnings.all.isEmpty { throw refusal(build.warnings, templates, isStrict: true) }
      if warnings == .reported { messages(templates).report(build.warnings.sorted) }
      return build
    }
  }

  /// Says on a terminal how many warnings the site itself silences.
  func tell(silenced findings: DiagnosticList) {
    guard findings.silencedCount > 0, StandardStream.error.isTerminal, report?.isForPrograms != true else { return }
    try? StandardStream.error.write(Counted.silenced(findings.silencedCount) + "\n")
  }

  /// Reports findings that stop a command; the result ends it.
  ///
  /// - Parameter isStrict: whether warnings are errors.
  func refusal(_ findings: DiagnosticList, _ templates: TemplateIndex, isStrict: Bool = false) -> ExitCode {
    messages(templates).report(isStrict ? findings.sortedAsErrors : findings.sorted)
    return ExitCode(65)
  }

  /// What prints findings about the site and the templates.
  func messages(_ templates: TemplateIndex) -> Messages {
    // Only what a finding can name: of two templates with one path, the user's.
    var sources = Dictionary(templates.templates.map { ($0.file, $0.bytes) }) { first, _ in first }
    sources[site.name] = site.excerptable
    return Messages(report, sources: sources)
  }
}
