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
    folder = OutputFolder(path: options.output ?? site.beside("out"))
  }

  /// The output folder as seen from the folder that the site is in.
  var outputName: String { options.output ?? "out" }

  /// Reads the user's templates, which go over the built-in ones.
  func templates() throws(HostError) -> TemplateIndex {
    let folder = options.templates ?? site.beside("templates")
    var own: [TemplateSource] = []
    let hasOwn = options.templates != nil ? true : try TemplateFolder.exists(folder)
    if hasOwn {
      own = try TemplateFolder.read(folder).map {
        TemplateSource(path: $0.path, file: "\(folder)/\($0.path)", bytes: $0.bytes)
      }
    }
    return BuiltInTemplates.index(with: own)
  }

  /// Compiles the site with its templates. Errors are reported; warnings where the operator builds.
  ///
  /// - Throws: that the site or a template is not right.
  func build(reportsWarnings: Bool = false) throws -> Compiler.Build {
    let templates = try templates()
    switch Compiler.Build.make(site.reading, with: TemplateSet(templates)) {
    case .refused(let findings): throw refusal(findings, templates)
    case .built(let build):
      ProcessState.keep(build)
      if reportsWarnings { messages(templates).report(build.warnings.sorted) }
      return build
    }
  }

  /// Reports findings that stop a command; the result ends it.
  func refusal(_ findings: DiagnosticList, _ templates: TemplateIndex) -> ExitCode {
    messages(templates).report(findings.sorted)
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
