import BuiltInPrograms
import Digest
import Output
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
      return TemplateSource(path: path, file: "templates/\(path)", bytes: bytes)
    }
  }

  /// What they were compiled to when gen was built.
  static let recorded = RecordedTemplates(RecordedBytes(BuiltInPrograms.recording), root: SiteModel.type)

  /// What they make together with the user's: one of the same path replaces, another one adds.
  ///
  /// The user's copy of a built-in template is that template, under the user's name: it need not be compiled again.
  public static func index(with own: [TemplateSource] = []) -> TemplateIndex {
    var others = own
    let templates = all.map { template in
      guard let copy = others.firstIndex(where: { $0.path == template.path && $0.bytes == template.bytes }) else {
        return template
      }
      return TemplateSource(path: template.path, file: others.remove(at: copy).file, bytes: template.bytes)
    }
    return TemplateIndex(
      builtIn: templates, own: others, root: SiteModel.type, reserved: OutputTree.ownPaths, recorded: recorded)
  }

  /// The digests of the bytes of templates.
  static func digests(in index: TemplateIndex) -> [Manifest.Template] {
    let templates = index.templates
    let known = templates.map { index.recordedDigest(of: $0) }
    var others = SHA256Digest.digests(of: zip(templates, known).filter { $1 == nil }.map(\.0.bytes))[...]
    return zip(templates, known).map { template, digest in
      Manifest.Template(
        path: template.path, sha256: digest ?? others.popFirst() ?? SHA256Digest(of: template.bytes))
    }
  }
}
