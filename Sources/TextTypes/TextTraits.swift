/// What a type of text promises of every value, beyond the bytes that it is made of.
///
/// Formats decide by these, and by the alphabet, whether a text may be in a place; never by a type's name, nor by what editors
/// are told. Each trait is a promise: a type that declares none is treated with the most care, and what two types have in common
/// is what both promise.
public struct TextTraits: OptionSet, Hashable, Sendable {
  /// The promises, one bit each.
  public let rawValue: UInt16

  /// Makes a set of promises from its bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// No value is the empty text.
  public static let isNeverEmpty = TextTraits(rawValue: 1)
  /// No value begins with `-`, so none is taken for a command's option.
  public static let isNeverOption = TextTraits(rawValue: 2)
  /// Every value is a whole number in decimal digits, and means one: it is written without quotes where a file has numbers.
  public static let isWholeNumber = TextTraits(rawValue: 4)
  /// Every value begins with one `/`, and so names a file from the root on.
  public static let isAbsolutePath = TextTraits(rawValue: 8)
  /// Every value begins with `http://` or `https://`, in whatever case.
  public static let isWebAddress = TextTraits(rawValue: 16)
  /// Every value is an IPv4 or an IPv6 address, and no name, for all its dots.
  public static let isNetworkAddress = TextTraits(rawValue: 32)
  /// Every value is the five fields of a line of a crontab.
  public static let isCronSchedule = TextTraits(rawValue: 64)
  /// Every value is a part of a regular expression of PCRE, with neither `$` nor `\`, and closes what it opens.
  public static let isPCRE = TextTraits(rawValue: 128)
  /// Every value is a regular expression of Python's module `re`.
  public static let isPythonExpression = TextTraits(rawValue: 256)

  /// What most types promise: something stands there, and it is no option.
  public static let isWord: TextTraits = [.isNeverEmpty, .isNeverOption]

  /// What the bytes of one text show; what a text means, they cannot.
  public init(of text: some Collection<UInt8>) {
    self = []
    if !text.isEmpty { insert(.isNeverEmpty) }
    if text.first != UInt8(ascii: "-") { insert(.isNeverOption) }
    if text.first == UInt8(ascii: "/"), text.dropFirst().first != UInt8(ascii: "/") { insert(.isAbsolutePath) }
    let begun = text.prefix(8).map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
    if begun.starts(with: "http://".utf8) || begun.elementsEqual("https://".utf8) { insert(.isWebAddress) }
  }

  /// What all of several texts show.
  public init(of texts: some Collection<String>) {
    self = texts.reduce(texts.isEmpty ? [] : TextTraits(rawValue: .max)) { $0.intersection(TextTraits(of: $1.utf8)) }
  }
}
