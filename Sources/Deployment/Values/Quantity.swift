import TextTypes

/// A number and the unit after it, as sizes and durations are written.
struct Quantity {
  /// The digits before a decimal point.
  let whole: String
  /// The digits after a decimal point; nil without one.
  let fraction: String?
  /// What follows the number, without blanks around it.
  let unit: String
  /// Whether nothing but digits and a unit is there.
  let isPlain: Bool

  /// Takes a text apart; nil when it does not begin with a digit, or is longer than any number and unit.
  init?(_ text: String) {
    guard text.utf8.count <= 40 else { return nil }
    let bytes = Array(text.utf8)
    let digits = bytes.prefix { ByteSet.digits.contains($0) }
    guard !digits.isEmpty else { return nil }
    var rest = bytes[digits.endIndex...]
    whole = String(decoding: digits, as: UTF8.self)
    if rest.first == UInt8(ascii: ".") || rest.first == UInt8(ascii: ",") {
      let places = rest.dropFirst().prefix { ByteSet.digits.contains($0) }
      fraction = String(decoding: places, as: UTF8.self)
      rest = rest[places.endIndex...]
    } else {
      fraction = nil
    }
    let blank = rest.prefix { $0 == UInt8(ascii: " ") }
    unit = String(decoding: rest[blank.endIndex...], as: UTF8.self)
    isPlain = fraction == nil && blank.isEmpty && (whole.utf8.count == 1 || whole.utf8.first != UInt8(ascii: "0"))
  }
}
