import Diagnostics
import Foundation

extension CaseFile {
  /// A case as a test has found it: its name, and its texts by their parts' names.
  typealias Found = (name: String, texts: [(part: String, text: String)])

  /// Lines that take the place of others.
  private struct Edit {
    var lines: Range<Int>
    var new: [String]
  }

  /// A file of these tests.
  init(fixture path: String) throws {
    let data = try Data(contentsOf: Fixtures.folder.appending(path: path))
    do throws(Fault) { try self.init(data) } catch { throw MisreadFile(description: "\(path): \(error)") }
  }

  /// The file with these cases in it, and no others. Lines of what is the same stay as they are, comments too.
  ///
  /// A new case comes after the one that it follows here; one that goes takes the comment right above it along.
  func recorded(_ found: [Found]) -> String {
    var edits: [Edit] = []
    var new: [Int: [String]] = [:]
    var place = cases.first.map { extent(of: $0).lowerBound } ?? lines.count
    for (name, texts) in found {
      if let known = cases.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
        edits += Self.changes(of: known, to: texts)
        place = known.lines.upperBound
      } else {
        new[place, default: []] += ["", "=== \(Self.scalar(name))"] + texts.flatMap(Self.written)
      }
    }
    for (place, texts) in new {
      let isApart = place == lines.count || lines[place].isEmpty
      edits.append(Edit(lines: place..<place, new: isApart ? texts : texts + [""]))
    }
    for item in cases where !found.contains(where: { $0.name.utf8.elementsEqual(item.name.utf8) }) {
      edits.append(Edit(lines: extent(of: item), new: []))
    }
    return text(with: edits)
  }

  /// The file with other lines in some places, which never overlap.
  private func text(with edits: [Edit]) -> String {
    // From the last to the first, so that the numbers of the lines before stay what they are.
    let order = edits.enumerated().sorted { one, other in
      (one.element.lines.lowerBound, one.element.lines.upperBound, one.offset)
        > (other.element.lines.lowerBound, other.element.lines.upperBound, other.offset)
    }
    var result = lines
    for (_, edit) in order { result.replaceSubrange(edit.lines, with: edit.new) }
    if result.first == "", lines.first != "" { result.removeFirst() }
    return result.map { $0 + "\n" }.joined()
  }

  /// The lines of a case with the comment right above it, and the empty line above that.
  private func extent(of item: Case) -> Range<Int> {
    var first = item.lines.lowerBound
    while first > 0, lines[first - 1].utf8.first == UInt8(ascii: "#") { first -= 1 }
    if first > 0, lines[first - 1].isEmpty { first -= 1 }
    return first..<item.lines.upperBound
  }

  /// The edits that give a case these texts.
  private static func changes(of item: Case, to texts: [(part: String, text: String)]) -> [Edit] {
    var edits: [Edit] = []
    var place = item.lines.lowerBound + 1
    for (name, text) in texts {
      guard let part = item.parts.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
        edits.append(Edit(lines: place..<place, new: written(name, text)))
        continue
      }
      if !part.text.utf8.elementsEqual(text.utf8) { edits.append(Edit(lines: part.lines, new: written(name, text))) }
      place = part.lines.upperBound
    }
    for part in item.parts where !texts.contains(where: { $0.part.utf8.elementsEqual(part.name.utf8) }) {
      edits.append(Edit(lines: part.lines, new: []))
    }
    return edits
  }

  /// The lines of a part.
  private static func written(_ name: String, _ text: String) -> [String] {
    var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(Substring($0)) }
    guard lines.count > 1 else { return ["\(name): \(scalar(text))"] }
    let isWhole = lines.last == ""
    if isWhole { lines.removeLast() }
    return ["\(name):"] + lines.map { isBlank($0.utf8.last) ? "\"\($0)\"" : "|\($0)" } + (isWhole ? [] : ["\\"])
  }

  /// A name or a text of one line, as it is written.
  private static func scalar(_ text: String) -> String {
    let isPlain =
      text.utf8.first.map { $0 != UInt8(ascii: "\"") && !isBlank($0) && !isBlank(text.utf8.last) } ?? false
    return isPlain ? text : "\"\(text)\""
  }

  private static func isBlank(_ byte: UInt8?) -> Bool { byte == UInt8(ascii: " ") || byte == 0x09 }
}

/// A case file that is not as it should be.
private struct MisreadFile: Error, CustomStringConvertible {
  let description: String
}
