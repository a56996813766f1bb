import Diagnostics
public import Model
public import Schema
public import TextTypes

/// A text of a particular kind: it keeps its one printed form.
public protocol PrintedText: Scalar {
  /// What templates and editors know about the kind.
  static var type: TextType { get }
  /// Takes a text that is known to be in its printed form.
  init(canonical: String)
}

extension PrintedText {
  /// The type, for templates, editors and the reference.
  public static var shape: Shape { .text(type) }
}

/// A text of a particular kind that is written in site.yaml.
public protocol Text: PrintedText, Leaf {
  /// The longest a text of the kind can be, in bytes; a longer one is refused before it is looked at.
  static var limit: Int { get }
  /// The printed form of a text that is within the limit.
  ///
  /// - Throws: why the text is not of this kind.
  static func canonical(_ text: String) throws(Refusal) -> String
}

extension Text {
  /// The type's example.
  public static var placeholder: Self { Self(canonical: type.example) }
  /// The longest path that Linux takes; most kinds are shorter.
  public static var limit: Int { 4096 }

  /// Reads a value.
  ///
  /// - Throws: why the text is not one.
  public init(parsing text: String) throws(Refusal) {
    guard text.utf8.count <= Self.limit else {
      throw Refusal(id: .tooLong, "is longer than \(Self.limit) bytes", help: "write a shorter \(Self.type.name)")
    }
    self.init(canonical: try Self.canonical(text))
  }
}
