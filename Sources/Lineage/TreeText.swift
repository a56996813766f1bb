/// Lines that are drawn as trees, none of them wider than a terminal.
struct TreeText {
  /// One line of a tree: what it is about, and in parentheses the details.
  struct Line {
    let name: String
    let how: String

    init(_ name: String, _ how: String) {
      self.name = name
      self.how = how
    }
  }

  /// The lines so far, each ended by a line feed.
  private(set) var text = ""
  /// What comes before a line of each level that is open: a stroke where more follows there, blanks where not.
  private var margins: [String] = []

  /// How many characters fit in a line, of terminals and of the columns of a review.
  private static let width = 80

  /// Begins a tree.
  mutating func root(_ line: Line, hasChildren: Bool) {
    write(line, first: "", next: hasChildren ? "│   " : "    ")
  }

  /// Begins a branch; `close` ends it.
  mutating func open(_ line: Line, isLast: Bool, hasChildren: Bool) {
    let margin = margins.joined()
    let below = isLast ? "   " : "│  "
    write(line, first: margin + (isLast ? "└─ " : "├─ "), next: margin + below + (hasChildren ? "│   " : "    "))
    margins.append(below)
  }

  /// Ends a branch.
  mutating func close() {
    margins.removeLast()
  }

  /// Writes a line. Where it is too long, the details begin a line of their own, which is broken between words.
  private mutating func write(_ line: Line, first: String, next: String) {
    let how = line.how.isEmpty ? "" : "(\(line.how))"
    let whole = how.isEmpty ? first + line.name : "\(first)\(line.name)  \(how)"
    guard whole.unicodeScalars.count > Self.width else {
      text += whole + "\n"
      return
    }
    wrap(line.name, first: first, next: next)
    if !how.isEmpty { wrap(how, first: next, next: next) }
  }

  private mutating func wrap(_ words: String, first: String, next: String) {
    var row = ""
    var margin = first
    for word in words.split(separator: " ") {
      if row.isEmpty {
        row = margin + word
      } else if row.unicodeScalars.count + 1 + word.unicodeScalars.count <= Self.width {
        row += " " + word
      } else {
        text += row + "\n"
        (row, margin) = (next + word, next)
      }
    }
    text += row + "\n"
  }
}
