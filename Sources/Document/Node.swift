public import Diagnostics

/// A value as it is in a YAML document, before any key has given it a type.
public struct Node: Sendable, Equatable {
  /// What the node is.
  public indirect enum Content: Sendable, Equatable {
    /// Text; what it means is decided by the key it stands under, never by how it looks.
    case scalar(Scalar)
    /// Keys and values, in the order of the file; no key occurs twice.
    case mapping([Entry])
    /// A list.
    case sequence([Node])
  }

  /// A scalar's text and how it was written.
  public struct Scalar: Sendable, Equatable {
    /// How a scalar was written.
    public enum Style: Sendable, Equatable {
      /// Without quotes.
      case plain
      /// In single or double quotes.
      case quoted
      /// As a block, after `|` or `>`.
      case block
    }
    /// The text, with quotes and escapes resolved.
    public var text: String
    /// How it was written.
    public var style: Style

    /// Makes a scalar.
    public init(_ text: String, style: Style = .plain) {
      self.text = text
      self.style = style
    }
  }

  /// One key of a mapping and its value.
  public struct Entry: Sendable, Equatable {
    /// The key's text.
    public var key: String
    /// Where the key stands.
    public var keyPlace: Place
    /// The value.
    public var value: Node

    /// Makes an entry.
    public init(key: String, keyPlace: Place, value: Node) {
      self.key = key
      self.keyPlace = keyPlace
      self.value = value
    }
  }

  /// What the node is.
  public var content: Content
  /// Where it stands.
  public var place: Place

  /// Makes a node.
  public init(_ content: Content, place: Place) {
    self.content = content
    self.place = place
  }
}

extension Node {
  /// Whether the key was left without a value: `key:` or one of YAML's words for nothing.
  public var isEmptyValue: Bool {
    guard case .scalar(let scalar) = content, scalar.style == .plain else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.text)
  }

  /// What the node is, in words.
  package var described: String {
    switch content {
    case .scalar: "text"
    case .mapping: "a mapping"
    case .sequence: "a list"
    }
  }
}
