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

  /// What they make together with the user's: one of the same path replaces, another one adds.
  public static func index(with own: [TemplateSource] = []) -> TemplateIndex {
    TemplateIndex(builtIn: all, own: own, root: SiteModel.type, reserved: OutputTree.ownPaths)
  }
}
