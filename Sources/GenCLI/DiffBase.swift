import ArgumentParser
import Compiler
import Diagnostics
import Host
import Output
import Review
import Template

/// What `gen diff --base` names: a folder with a site or an output folder, or a revision of the repository.
struct DiffBase {
  /// A site with its templates and its output folder.
  private struct Content {
    var site: [UInt8]?
    var templates: [TemplateSource]
    var output: [String: FileDiff.Version]
  }

  private let name: String
  private let session: Session
  private let tree: OutputTree

  /// - Parameters:
  ///   - name: what the user wrote.
  ///   - session: the present site.
  ///   - tree: what would be built, which says what can be in an output folder.
  init(_ name: String, _ session: Session, _ tree: OutputTree) {
    self.name = name
    self.session = session
    self.tree = tree
  }

  /// Reads it. Where it has no output folder, that is built from its site and its templates.
  func read() throws -> ReviewBase {
    let content = try TemplateFolder.exists(name) ? folder() : revision()
    if let manifest = content.output[Manifest.path].flatMap({ try? Manifest(parsing: $0.bytes) }) {
      let own = Set(manifest.files.map(\.path) + OutputTree.ownPaths)
      let site = content.site.map { SiteModel.read($0, file: "\(name):\(session.site.name)") }
      return ReviewBase(
        name: name, manifest: manifest, files: content.output.filter { own.contains($0.key) },
        site: SiteModel.read(written: manifest.site, file: Manifest.path) ?? site)
    }
    guard let site = content.site else {
      throw HostError.noBase(name, "has neither \(session.site.name) nor an output folder")
    }
    let templates = BuiltInTemplates.index(with: content.templates)
    switch Compiler.Build.make(
      SiteModel.read(site, file: "\(name):\(session.site.name)"), with: TemplateSet(templates))
    {
    case .refused(let findings):
      Messages(sources: ["\(name):\(session.site.name)": site]).report(findings.sorted)
      throw ExitCode(65)
    case .built(let build): return ReviewBase(build, name: name)
    }
  }

  /// A folder beside: one with site.yaml, or an output folder itself.
  private func folder() throws -> Content {
    let isOutput = try TemplateFolder.exists("\(name)/\(Manifest.path)")
    let output = OutputFolder(path: isOutput ? name : "\(name)/\(session.outputName)")
    let drift = try output.compare(with: tree).drift
    var files: [String: FileDiff.Version] = [:]
    for entry in drift.entries {
      if case .file(let mode, let bytes) = entry.found {
        files[entry.path] = FileDiff.Version(mode: mode, bytes: bytes)
      }
    }
    if isOutput { return Content(site: nil, templates: [], output: files) }
    let site = "\(name)/\(session.site.fileName)"
    let templates = "\(name)/templates"
    return Content(
      site: try TemplateFolder.exists(site) ? try InputFile.read(site, limit: SiteFile.largest) : nil,
      templates: try TemplateFolder.exists(templates)
        ? try TemplateFolder.read(templates).map {
          TemplateSource(path: $0.path, file: "\(templates)/\($0.path)", bytes: $0.bytes)
        } : [], output: files)
  }

  /// A revision of the repository that the site is in.
  private func revision() throws -> Content {
    let revision = try GitRevision(name, in: session.site.folder)
    let (site, templates, output) = (session.site.fileName, "templates/", "\(session.outputName)/")
    let files = try revision.files(at: [site, templates, output])
    func below(_ folder: String) -> [(path: String, file: GitRevision.File)] {
      files.filter { $0.key.hasPrefix(folder) }.sorted { $0.key < $1.key }.map {
        (String($0.key.dropFirst(folder.count)), $0.value)
      }
    }
    return Content(
      site: files[site]?.bytes,
      templates: below(templates).filter { TemplateFolder.isTemplate($0.path) }.map {
        TemplateSource(path: $0.path, file: "\(name):\(templates)\($0.path)", bytes: $0.file.bytes)
      },
      output: Dictionary(
        below(output).map { ($0.path, FileDiff.Version(mode: $0.file.mode, bytes: $0.file.bytes)) }
      ) { first, _ in first })
  }
}
