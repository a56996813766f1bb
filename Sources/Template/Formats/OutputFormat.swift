import Diagnostics
import TextTypes

/// How one output format is read by the program it is for: what literal text means, and how a value is put so that it cannot leave its place.
///
/// A format is a small state machine over bytes. Its `Context` is everything the reader's next step depends on; contexts are compared where
/// branches join, where a loop begins again and where an include is specialised, so every field takes part in equality, and says in one
/// declaration how it joins.
protocol OutputFormat: Sendable {
  /// What the reader's next step depends on.
  associatedtype Context: Joinable & Taped

  /// The format's name in a template's header, such as `nginx`.
  static var name: String { get }

  /// The state at the first byte of a file.
  var start: Context { get }

  /// Advances over one byte of literal template text.
  ///
  /// - Throws: when the format cannot have this byte here, or when what it begins is not modelled.
  func advance(_ context: inout Context, over byte: UInt8) throws(Unfit)

  /// Advances over bytes from the first of a range on, as long as they are ordinary: such that nothing can be refused, and that what
  /// becomes of the state can be told without a look at each. The result is the first byte that is not, or the range's end.
  ///
  /// It must be as if `advance` had been called for each; no format need know any ordinary bytes.
  func skip(_ context: inout Context, over bytes: [UInt8], _ range: Range<Int>) -> Int

  /// Decides how a value of a type is put at a place, and advances past it.
  ///
  /// - Throws: when no value of the type, or no value at all, has a safe form here; a compile error of the template.
  func place(_ type: TextType, in context: inout Context) throws(Unfit) -> Placement

  /// Advances past a trusted fragment in the format's own language.
  ///
  /// - Throws: when none can stand here; a format that does not say where has no place for one.
  func placeFragment(in context: inout Context) throws(Unfit)

  /// Whether a reader who began a fragment at a place is still inside of what was open there.
  func isInside(_ context: Context, _ place: Context) -> Bool

  /// Whether a fragment that began at a place may end in this state.
  func mayEndFragment(_ context: Context, _ place: Context) -> Bool

  /// Whether a file may end in this state, as it stands.
  ///
  /// - Throws: when the reader would be inside something: a quote, a block, a here-document.
  func finish(_ context: Context) throws(Unfit)

  /// Whether the reader stands where one token has ended and no other has begun: the inside of a value never leads here.
  func isBetweenTokens(_ context: Context) -> Bool

  /// A short name for a state in messages, such as `inside a double-quoted string`.
  func describe(_ context: Context) -> String
}

extension OutputFormat {
  /// A format looks at each byte, unless it knows better.
  func skip(_ context: inout Context, over bytes: [UInt8], _ range: Range<Int>) -> Int { range.lowerBound }

  /// Advances over all bytes of a range.
  ///
  /// - Parameter index: how far it came; the byte that is refused, when one is.
  @inline(__always)
  func advance(_ context: inout Context, over bytes: [UInt8], _ range: Range<Int>, at index: inout Int) throws(Unfit) {
    index = range.lowerBound
    while true {
      index = skip(&context, over: bytes, index..<range.upperBound)
      guard index < range.upperBound else { return }
      try advance(&context, over: bytes[index])
      index += 1
    }
  }

  /// A format without tokens has nothing between them.
  func isBetweenTokens(_ context: Context) -> Bool { false }

  /// Most formats have no place for a fragment.
  func placeFragment(in context: inout Context) throws(Unfit) {
    throw Unfit(
      id: .fragmentPlace, message: "the format \(Self.name) does not allow trusted fragments",
      help: "remove it, and write its text in the template")
  }

  /// Nothing is inside of a place that there is not.
  func isInside(_ context: Context, _ place: Context) -> Bool { false }

  /// A fragment ends where it begins.
  func mayEndFragment(_ context: Context, _ place: Context) -> Bool { context == place }
}

/// Why a text or a hole has no place where a template puts it.
struct Unfit: Error, Hashable, Sendable {
  /// The stable name of the finding, such as `hole-in-directive-name`.
  var id: FindingID
  /// What is wrong.
  var message: String
  /// What to write in the template instead.
  var help: String
  /// Whether the reader has no room for so much text, or for the same name again. In an output that is no fault of the
  /// template's, but of the values in it.
  var isExcess = false
}

/// How a value gets to its place.
enum Placement: Sendable {
  /// As it is: every value of the type is inert here.
  case verbatim
  /// Through an encoder, which leaves values alone that are inert here.
  case encoded(any Encoder)
}

/// Writes a value so that the format's reader reads exactly the value back.
protocol Encoder: Sendable {
  /// Appends the encoded value; a value that is inert here is appended as it is.
  ///
  /// - Throws: why this value has no safe form here; the message is read after the value's setting.
  func encode(_ value: ArraySlice<UInt8>, into output: inout [UInt8]) throws(Refusal)
}
