import BuiltInPrograms
import Digest
public import Template
import TemplateBytes

/// The templates that are part of the program, so that an installed gen is one file.
public enum BuiltInTemplates {
  /// All of them, in the order of their paths.
  public static var all: [TemplateSource] {
    (0..<templateCount).map { index in
      let entry = unsafe templateAt(index)
      let path = unsafe String(cString: entry.path)
      let bytes = unsafe Array(UnsafeBufferPointer(start: entry.bytes, count: Int(entry.count)))
      return TemplateSource(path: path, file: "templates/\(path)", bytes: bytes, recorded: Int(index))
    }
  }

  /// What they were compiled to when gen was built.
  public static let recorded = RecordedTemplates(RecordedBytes(BuiltInPrograms.recording), root: SiteModel.type)

  /// Built-in templates with the user's over them: one of the same path replaces, another one adds.
  ///
  /// The user's copy of a built-in template is that template, under the user's name: it need not be compiled again.
  public static func overridden(by user: [TemplateSource]) -> [TemplateSource] {
    let own = Dictionary(user.map { ($0.path, $0) }, uniquingKeysWith: { _, last in last })
    var templates: [TemplateSource] = []
    var replaced: Set<String> = []
    for template in all {
      guard let other = own[template.path] else {
        templates.append(template)
        continue
      }
      replaced.insert(template.path)
      let isCopy = other.bytes == template.bytes
      templates.append(
        TemplateSource(
          path: other.path, file: other.file, bytes: other.bytes, recorded: isCopy ? template.recorded : nil))
    }
    return (templates + user.filter { !replaced.contains($0.path) }).sorted {
      $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
    }
  }

  /// The digest of a template's bytes.
  static func digest(of template: TemplateSource) -> SHA256Digest {
    recorded?.digest(of: template) ?? SHA256Digest(of: template.bytes)
  }
}
