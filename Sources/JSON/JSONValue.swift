/// A JSON text as a tree. Objects keep their members in the order given, so that the same tree prints the same bytes.
public indirect enum JSONValue: Hashable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number, in its printed form.
  case number(JSONNumber)
  /// A text.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// Members in order. A tree that is written must not have one key twice in an object; the reader refuses such a text.
  case object([JSONMember])

  /// A whole number.
  public static func integer(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }

  /// The value of an object's member; nil when there is no such member, or when this is not an object.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }
}

/// One key of an object and its value.
public struct JSONMember: Hashable, Sendable {
  /// The key.
  public var key: String
  /// The value.
  public var value: JSONValue

  /// Makes a member.
  public init(_ key: String, _ value: JSONValue) {
    self.key = key
    self.value = value
  }
}

/// A number as it is printed; it cannot hold a text that JSON would not take for a number (RFC 8259, section 6).
public struct JSONNumber: Hashable, Sendable {
  /// The printed form.
  public let printed: String

  /// Makes a whole number.
  public init(_ value: Int) { printed = String(value) }

  /// Takes a number in its printed form, such as `1.5`; nil when the text is not one.
  public init?(_ printed: String) {
    var digits = printed.utf8[...]
    func take(_ ascii: UInt8) -> Bool {
      guard digits.first == ascii else { return false }
      digits.removeFirst()
      return true
    }
    func takeDigits() -> Bool {
      let rest = digits.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      defer { digits = rest }
      return rest.startIndex != digits.startIndex
    }
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { guard takeDigits() else { return nil } }
    if take(UInt8(ascii: ".")) { guard takeDigits() else { return nil } }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard takeDigits() else { return nil }
    }
    guard digits.isEmpty else { return nil }
    self.printed = printed
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  /// Makes a text.
  public init(stringLiteral value: String) { self = .string(value) }
  /// Makes a list.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// Makes an object with the members in the order written.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { JSONMember($0.0, $0.1) })
  }
}

extension JSONValue: ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral {
  /// Makes a whole number.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// Makes a truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// Makes `null`.
  public init(nilLiteral: ()) { self = .null }
}
