import ArgumentParser
import Compiler
import Diagnostics
import Host
import Schema
import Template

/// A site that has been read from the disk, with its templates.
struct Session {
  /// The site.
  let site: SiteFile
  /// The output folder.
  let folder: OutputFolder
  private let options: SiteOptions

  /// Reads a site.
  init(_ path: String, _ options: SiteOptions) throws(HostError) {
    self.options = options
    site = try SiteFile(path)
    folder = OutputFolder(path: options.output ?? site.beside("out"))
  }

  /// Compiles the site with its templates. Errors are reported; warnings where the operator builds or asks for them.
  ///
  /// - Throws: that the site or a template is not right.
  func build(reportsWarnings: Bool = false) throws -> SiteBuild {
    let (build, messages) = try compile()
    messages.report(build.diagnostics.sorted.filter { reportsWarnings || build.tree == nil || $0.severity == .error })
    guard build.tree != nil else { throw ExitCode(65) }
    return build
  }

  /// Compiles, and leaves the findings to be printed.
  func compile() throws(HostError) -> (SiteBuild, Messages) {
    let folder = options.templates ?? site.beside("templates")
    var own: [TemplateSource] = []
    let hasOwn = options.templates != nil ? true : try TemplateFolder.exists(folder)
    if hasOwn {
      own = try TemplateFolder.read(folder).map {
        TemplateSource(path: $0.path, file: "\(folder)/\($0.path)", bytes: $0.bytes)
      }
    }
    let templates = BuiltInTemplates.overridden(by: own)
    return (SiteBuild(site.model, templates: templates), Messages(sources: sources(templates)))
  }

  /// The content of every file that a finding can name.
  func sources(_ templates: [TemplateSource]) -> [String: [UInt8]] {
    var sources = Dictionary(templates.map { ($0.file, $0.bytes) }, uniquingKeysWith: { first, _ in first })
    sources[site.name] = site.excerptable
    return sources
  }
}
