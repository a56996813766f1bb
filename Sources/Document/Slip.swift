/// Slips of the pen that leave a value readable and wrong: what is said of them behind the help on the value.
enum Slip {
  /// What to say of a text that was refused; empty where it has no such slip.
  static func aside(on text: String) -> String {
    let pairs = zip(text.utf8, text.utf8.dropFirst())
    if pairs.contains(where: { $1 == UInt8(ascii: "{") && ($0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "{")) }) {
      return "; values are taken as they are written: no variable and no template is replaced in site.yaml"
    }
    if let blank = text.unicodeScalars.first(where: OddBlank.isOne) {
      return "; \(OddBlank.message(blank)): \(OddBlank.help)"
    }
    if text.unicodeScalars.contains(where: { "“”„‘’‚«»".unicodeScalars.contains($0) }) {
      return "; quotes of a word processor are a part of the value: write \" in their place"
    }
    if text.contains("# "), !text.contains(" #") { return "; a comment begins with a blank and `#`" }
    return text.contains(" //") ? "; a comment begins with `#`" : ""
  }
}
