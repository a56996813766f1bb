/// The hunks of a unified difference: changed lines with three lines around them.
struct Hunks {
  private static let context = 3

  private(set) var bytes: [UInt8] = []
  private(set) var added = 0
  private(set) var removed = 0
  private let old: DiffText
  private let new: DiffText

  init(_ old: DiffText, _ new: DiffText) {
    self.old = old
    self.new = new
    let numbers = DiffText.numbers(old, new)
    var group: [LineDiff.Change] = []
    for change in LineDiff.changes(from: numbers.old, to: numbers.new) {
      added += change.new.count
      removed += change.old.count
      if let last = group.last, change.old.lowerBound - last.old.upperBound > 2 * Self.context {
        write(group)
        group = []
      }
      group.append(change)
    }
    write(group)
  }

  private mutating func write(_ group: [LineDiff.Change]) {
    guard let first = group.first, let last = group.last else { return }
    let before = min(Self.context, first.old.lowerBound)
    let after = min(Self.context, old.lines.count - last.old.upperBound)
    let oldRange = first.old.lowerBound - before..<last.old.upperBound + after
    let newRange = first.new.lowerBound - before..<last.new.upperBound + after
    bytes += "@@ -\(Self.header(oldRange)) +\(Self.header(newRange)) @@\n".utf8
    var line = oldRange.lowerBound
    for change in group {
      for common in line..<change.old.lowerBound { write(" ", old[common]) }
      for gone in change.old { write("-", old[gone]) }
      for come in change.new { write("+", new[come]) }
      line = change.old.upperBound
    }
    for common in line..<oldRange.upperBound { write(" ", old[common]) }
  }

  /// First line and count; a count of one is left out, and an empty stretch names the line before it.
  private static func header(_ range: Range<Int>) -> String {
    switch range.count {
    case 0: "\(range.lowerBound),0"
    case 1: "\(range.lowerBound + 1)"
    default: "\(range.lowerBound + 1),\(range.count)"
    }
  }

  private mutating func write(_ sign: Unicode.Scalar, _ line: ArraySlice<UInt8>) {
    bytes.append(UInt8(ascii: sign))
    bytes += line
    if line.last != 0x0A { bytes += "\n\\ No newline at end of file\n".utf8 }
  }
}
