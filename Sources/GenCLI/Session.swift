import ArgumentParser
import Compiler
import Diagnostics
import Host
import Schema
import Template

/// A site that has been read from the disk, with its templates.
struct Session {
  /// The site's name in messages.
  let file: String
  /// What follows from the site.
  let model: SiteModel
  /// The output folder.
  let folder: OutputFolder
  private let options: SiteOptions
  private let site: String
  private let bytes: [UInt8]

  /// Reads a site.
  init(_ site: String, _ options: SiteOptions) throws(HostError) {
    self.site = site
    self.options = options
    file = site == "-" ? "<stdin>" : site
    bytes = try InputFile.read(site, limit: 1 << 20)
    model = SiteModel(bytes, file: file)
    folder = OutputFolder(path: options.output ?? Self.beside(site, "out"))
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
    let folder = options.templates ?? Self.beside(site, "templates")
    var own: [TemplateSource] = []
    let hasOwn = options.templates != nil ? true : try TemplateFolder.exists(folder)
    if hasOwn {
      own = try TemplateFolder.read(folder).map {
        TemplateSource(path: $0.path, file: "\(folder)/\($0.path)", bytes: $0.bytes)
      }
    }
    let templates = BuiltInTemplates.overridden(by: own)
    return (SiteBuild(model, templates: templates), Messages(sources: sources(templates)))
  }

  /// The content of every file that a finding can name.
  func sources(_ templates: [TemplateSource]) -> [String: [UInt8]] {
    var sources = Dictionary(templates.map { ($0.file, $0.bytes) }, uniquingKeysWith: { first, _ in first })
    sources[file] = Concealment.conceal(bytes)
    return sources
  }

  static func beside(_ site: String, _ name: String) -> String {
    guard site != "-", let slash = site.lastIndex(of: "/") else { return name }
    return site[...slash] + name
  }
}
