import Compiler
import Host
import Template

/// The folder of the user's templates, with the built-in templates that they were copied from.
struct OwnTemplates {
  /// The folder's path.
  let folder: String
  /// Whether the user named it, so that it has to be there.
  private let isNamed: Bool

  /// The folder in it that has a built-in template as it was when it was copied, under the same path. No command takes it for a template,
  /// since its name begins with a dot.
  static let baseFolder = ".base"

  init(_ folder: String, isNamed: Bool) {
    self.folder = folder
    self.isNamed = isNamed
  }

  /// Reads the templates.
  func sources() throws(HostError) -> [TemplateSource] {
    if !isNamed, try !TemplateFolder.exists(folder) { return [] }
    return try TemplateFolder.read(folder).map {
      TemplateSource(path: $0.path, file: "\(folder)/\($0.path)", bytes: $0.bytes)
    }
  }

  /// Compares them with those that gen brings along.
  func overrides() throws(HostError) -> TemplateOverrides {
    let bases = "\(folder)/\(Self.baseFolder)"
    let copied = try TemplateFolder.exists(bases) ? try TemplateFolder.read(bases) : []
    return TemplateOverrides(
      own: try sources(), bases: Dictionary(copied.map { ($0.path, $0.bytes) }) { first, _ in first })
  }
}
