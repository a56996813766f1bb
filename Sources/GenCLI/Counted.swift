/// Numbers of things in a sentence.
enum Counted {
  /// `1 file`, `2 files`.
  static func things(_ count: Int, _ name: String) -> String { "\(count) \(name)\(count == 1 ? "" : "s")" }

  /// How many warnings the site silences.
  static func silenced(_ count: Int) -> String {
    "\(things(count, "warning")) \(count == 1 ? "is" : "are") silenced by lint.allow"
  }
}
