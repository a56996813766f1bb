/// The changed lines of a diff, as `git diff` or `gen diff` prints it.
public enum PastedDiff {
  /// What the diff asks about: every line that it adds and every line that it removes, in its order.
  public static func targets(_ text: String) -> [ExplainTarget] {
    var targets: [ExplainTarget] = []
    var (old, new): (String?, String?) = (nil, nil)
    var number = 0
    // How many lines of each file the current hunk still has.
    var (oldLeft, newLeft) = (0, 0)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if oldLeft > 0 || newLeft > 0 {
        switch line.utf8.first {
        case UInt8(ascii: "+"):
          let place = new.map { ExplainTarget.DiffPlace(path: $0, line: number) }
          targets.append(.text(String(line.dropFirst()), at: place))
          newLeft -= 1
          number += 1
        case UInt8(ascii: "-"):
          let place = (new ?? old).map { ExplainTarget.DiffPlace(path: $0, line: number) }
          targets.append(.removed(String(line.dropFirst()), at: place))
          oldLeft -= 1
        case UInt8(ascii: "\\"): break
        default:
          (oldLeft, newLeft) = (oldLeft - 1, newLeft - 1)
          number += 1
        }
      } else if line.hasPrefix("--- ") {
        old = path(line.dropFirst(4))
      } else if line.hasPrefix("+++ ") {
        new = path(line.dropFirst(4))
      } else if line.hasPrefix("@@ "), let hunk = Hunk(line) {
        (oldLeft, newLeft, number) = (hunk.old, hunk.new, hunk.first)
      }
    }
    return targets
  }

  /// The path of a file without the prefix that `git` gives it; nil for /dev/null.
  private static func path(_ text: Substring) -> String? {
    let bare = text.split(separator: "\t", omittingEmptySubsequences: false).first ?? text
    if bare == "/dev/null" { return nil }
    for prefix in ["a/", "b/", "i/", "w/", "c/", "o/"] where bare.hasPrefix(prefix) { return String(bare.dropFirst(2)) }
    return String(bare)
  }

  /// The head of a hunk, such as `@@ -10,3 +10,4 @@`.
  private struct Hunk {
    let old: Int
    let new: Int
    /// The first line of the new file.
    let first: Int

    init?(_ line: Substring) {
      let parts = line.split(separator: " ")
      guard parts.count > 3, let old = Self.range(parts[1], "-"), let new = Self.range(parts[2], "+") else {
        return nil
      }
      (self.old, self.new, first) = (old.count, new.count, new.first)
    }

    private static func range(_ text: Substring, _ sign: String) -> (first: Int, count: Int)? {
      guard text.hasPrefix(sign) else { return nil }
      let numbers = text.dropFirst().split(separator: ",").map { Int($0) }
      guard let first = numbers.first ?? nil, first >= 0 else { return nil }
      guard numbers.count > 1 else { return (first, 1) }
      guard let count = numbers[1], count >= 0 else { return nil }
      return (first, count)
    }
  }
}
