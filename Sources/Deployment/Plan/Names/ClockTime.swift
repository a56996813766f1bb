import Schema
public import TextTypes

/// A time of the day in hours and minutes: `06:00`.
public struct ClockTime: PrintedText {
  /// The time.
  public let printed: String
  /// Takes a time in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "time of the day", alphabet: ByteSet.digits.union(ByteSet(":")), traits: .isWord, example: "06:00")

  /// Reads two digits from 00 to 23, a colon, and two from 00 to 59; nil for anything else.
  init?(reading text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"),
      [0, 1, 3, 4].allSatisfy({ ByteSet.digits.contains(bytes[$0]) }),
      (bytes[0], bytes[1]) <= (UInt8(ascii: "2"), UInt8(ascii: "3")) || bytes[0] < UInt8(ascii: "2"),
      bytes[3] <= UInt8(ascii: "5")
    else { return nil }
    self.init(canonical: text)
  }
}
