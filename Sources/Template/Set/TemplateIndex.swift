public import Diagnostics
public import Digest
public import Model

/// What templates make, as their headers say it: which artifacts there are, under which paths, in which formats.
///
/// It is made of headers alone, so that a command which needs only some of the artifacts does not compile the others.
public struct TemplateIndex: Sendable {
  /// All templates: those that gen brings along, then the user's. Of two with one path the later one counts.
  public let sources: [TemplateSource]
  /// How many of them gen brings along.
  let builtIn: Int
  let root: RecordType
  /// The paths of the files that gen makes without a template.
  let reserved: [String]
  let findings: Findings
  let library: Library
  /// What was compiled when gen was built, as far as it is still so.
  let recorded: RecordedSelection

  /// Reads the headers of templates.
  ///
  /// - Parameters:
  ///   - builtIn: the templates that gen brings along.
  ///   - own: the user's; one with the path of a built-in one takes its place.
  ///   - root: the type of the model that they are about.
  ///   - reserved: the paths of the files that gen makes without a template.
  ///   - recorded: what the built-in templates were compiled to when gen was built; those that are as they were then, with
  ///     all that they need, are taken from there.
  public init(
    builtIn: [TemplateSource] = [], own: [TemplateSource], root: RecordType, reserved: [String] = [],
    recorded: RecordedTemplates? = nil
  ) {
    self.init(
      builtIn: builtIn, own: own, root: root, reserved: reserved, recorded: recorded, formats: BuiltInFormats.self)
  }

  /// Does the same with other output formats.
  init<Catalogue: FormatCatalogue>(
    builtIn: [TemplateSource], own: [TemplateSource], root: RecordType, reserved: [String],
    recorded: RecordedTemplates? = nil, formats: Catalogue.Type
  ) {
    sources = builtIn + own
    self.builtIn = builtIn.count
    self.root = root
    self.reserved = reserved
    var findings = Findings(sources: sources.map(SourceFile.init))
    let selection = RecordedSelection(recorded, builtIn: builtIn, own: own, findings.sources)
    self.recorded = selection
    var library = Library(sources, known: selection.isKnown, in: &findings)
    for file in library.files {
      if selection.isKnown[Int(file)] {
        library.outlines[Int(file)] = selection.programs[Int(file)]
        continue
      }
      var compilation = Compilation<Catalogue>(file, sources[Int(file)], library, root: root, findings)
      library.outlines[Int(file)] = compilation.outline()
      findings = compilation.findings
    }
    // The built-in ones alone were looked at when gen was built.
    let isAsBuilt = library.files.allSatisfy { selection.isKnown[Int($0)] }
    for case let outline? in library.outlines where !isAsBuilt {
      if let condition = outline.code.condition { library.conditions.formUnion(condition.parts) }
      if let each = outline.code.each, let condition = each.condition {
        library.conditions.formUnion(condition.rebased(each.index, to: -1).parts)
      }
    }
    if !isAsBuilt { PathCheck.run(library.outlines.compactMap(\.self), reserved: reserved, in: &findings) }
    self.library = library
    self.findings = findings
  }

  /// The templates that count: those of the user, and the built-in ones that none of them takes the place of.
  public var templates: [TemplateSource] { library.files.map { sources[Int($0)] } }

  /// Whether a template, by its index among the sources, counts: no other one takes its place.
  package func isActive(_ source: Int) -> Bool { library.isActive(Int32(source)) }

  /// Whether a template, by its index among the sources, is one that gen brings along.
  public func isBuiltIn(_ source: Int) -> Bool { source < builtIn }

  /// The digest of a template's bytes, where it was computed when gen was built.
  public func recordedDigest(of template: TemplateSource) -> SHA256Digest? {
    library.file(at: template.path).flatMap { recorded.digests[Int($0)] }
  }

  /// What is wrong with the headers.
  public var diagnostics: [Diagnostic] { findings.all }

  /// The artifacts of a site, without their contents.
  public func artifacts(of arena: Arena, into diagnostics: inout DiagnosticList) -> [Outline] {
    var rendering = SiteRendering(library.outlines.compactMap(\.self), arena, recordsProvenance: true)
    rendering.plan(reserved: reserved)
    diagnostics.report(contentsOf: rendering.diagnostics)
    return rendering.outlines
  }

  /// What is known of an artifact that is not rendered.
  public struct Outline: Sendable, Equatable {
    /// The path below the output folder.
    public var path: String
    /// The permissions.
    public var mode: UInt16
    /// The output format's name.
    public var format: String
    /// The template's index among the sources.
    public var template: Int
  }
}

extension Formula {
  /// The formula, and those that it joins by `and`, `or` and `not`.
  fileprivate var parts: Set<Formula> {
    switch self {
    case .all(let parts), .any(let parts): parts.reduce([self]) { $0.union($1.parts) }
    case .not(let part): part.parts.union([self])
    default: [self]
    }
  }
}
