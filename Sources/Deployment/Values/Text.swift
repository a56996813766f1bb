public import Schema

/// A text of a particular kind: it keeps its one printed form.
public protocol Text: Leaf {
  /// What templates and editors know about the kind.
  static var type: TextType { get }
  /// The printed form of a text.
  ///
  /// - Throws: why the text is not of this kind.
  static func canonical(_ text: String) throws(Refusal) -> String
  /// Takes a text that is known to be in its printed form.
  init(canonical: String)
}

extension Text {
  /// The type, for templates, editors and the reference.
  public static var shape: Shape { .text(type) }
  /// The type's example.
  public static var placeholder: Self { Self(canonical: type.example) }
  /// Reads a value.
  ///
  /// - Throws: why the text is not one.
  public init(parsing text: String) throws(Refusal) {
    guard text.utf8.count <= 4096 else {
      throw Refusal(id: "too-long", "is too long", help: "write \(Self.type.name.phrase) of at most 4096 bytes")
    }
    self.init(canonical: try Self.canonical(text))
  }
}

extension String {
  /// A type's name with its article.
  var phrase: String {
    guard let first = utf8.first else { return self }
    let takesAn = hasPrefix("IP") || "aeio".utf8.contains(first)
    return (takesAn ? "an " : "a ") + self
  }

  /// Whether every byte is in a set.
  func isMade(of set: ByteSet) -> Bool {
    utf8.allSatisfy(set.contains)
  }

  /// Whether the text is nothing but so many decimal digits.
  func isDigits(_ count: ClosedRange<Int>) -> Bool {
    count.contains(utf8.count) && isMade(of: .digits)
  }
}
