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

  /// Built-in templates with the user's over them: one of the same path replaces, another one adds.
  public static func overridden(by user: [TemplateSource]) -> [TemplateSource] {
    let replaced = Set(user.map(\.path))
    return (all.filter { !replaced.contains($0.path) } + user).sorted {
      $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
    }
  }
}
