import Template

/// What a line of a template can come to: texts, with anything between them.
struct LinePattern {
  /// The texts, in their order. Between two of them, before the first and after the last there can be a value.
  private let texts: [[UInt8]]
  private let beginsWithValue: Bool
  private let endsWithValue: Bool

  /// How many visible bytes the texts have together.
  var weight: Int { texts.joined().count { $0 > 0x20 } }

  /// What the parts of a line can come to.
  init(_ parts: [(bytes: some Collection<UInt8>, isValue: Bool)]) {
    var texts: [[UInt8]] = [[]]
    for part in parts {
      if part.isValue { texts.append([]) } else { texts[texts.count - 1] += part.bytes }
    }
    beginsWithValue = texts.first?.isEmpty ?? false
    endsWithValue = texts.last?.isEmpty ?? false
    self.texts = texts.filter { !$0.isEmpty }
  }

  /// What a line of a template can come to: whatever stands in a tag is a value, or nothing.
  init(template line: some Collection<UInt8>) {
    let bytes = Array(line)
    var parts: [(bytes: [UInt8], isValue: Bool)] = []
    var index = 0
    var start = 0
    while index + 1 < bytes.count {
      let isTag =
        bytes[index] == UInt8(ascii: "{") && [UInt8(ascii: "{"), UInt8(ascii: "%")].contains(bytes[index + 1])
      guard isTag else {
        index += 1
        continue
      }
      parts.append((Array(bytes[start..<index]), false))
      parts.append(([], true))
      index = TemplateTag(at: index, in: bytes).range.upperBound
      start = index
    }
    parts.append((Array(bytes[start...]), false))
    self.init(parts)
  }

  /// Whether a line can be what the template makes.
  func matches(_ line: [UInt8]) -> Bool {
    var rest = line[...]
    for (index, text) in texts.enumerated() {
      if index == 0, !beginsWithValue {
        guard rest.starts(with: text) else { return false }
        rest = rest.dropFirst(text.count)
      } else if index == texts.count - 1, !endsWithValue {
        return rest.count >= text.count && rest.suffix(text.count).elementsEqual(text)
      } else {
        guard let end = rest.end(of: text) else { return false }
        rest = rest[end...]
      }
    }
    return endsWithValue || rest.isEmpty
  }
}

extension ArraySlice<UInt8> {
  /// Where the first occurrence of a text ends.
  fileprivate func end(of text: [UInt8]) -> Int? {
    guard let first = text.first else { return startIndex }
    var start = startIndex
    while let found = self[start...].firstIndex(of: first), found + text.count <= endIndex {
      if self[found..<found + text.count].elementsEqual(text) { return found + text.count }
      start = found + 1
    }
    return nil
  }
}

extension ArtifactLines {
  /// What the line can come to with other values.
  func pattern(of line: OutputLine) -> LinePattern {
    let stretches = artifact.provenance.stretches
    var parts: [(bytes: ArraySlice<UInt8>, isValue: Bool)] = []
    for index in line.stretches {
      let start = index == 0 ? 0 : Int(stretches[index - 1].end)
      let range = (start..<Int(stretches[index].end)).clamped(to: line.range)
      parts.append((artifact.bytes[range], stretches[index].isValue))
    }
    return LinePattern(parts)
  }
}
