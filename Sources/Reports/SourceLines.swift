import Diagnostics

/// The lines of the files that findings are in.
struct SourceLines: Sendable {
  private let files: [String: [ArraySlice<UInt8>]]

  init(_ sources: [String: [UInt8]]) {
    files = sources.mapValues { $0.split(separator: 0x0A, omittingEmptySubsequences: false) }
  }

  /// The line that a place begins in, without blanks at its ends; nil where it is not known.
  func text(at place: Place) -> String? {
    guard let lines = files[place.file], lines.indices.contains(place.span.start.line - 1) else { return nil }
    let line = lines[place.span.start.line - 1]
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D }
    let rest = line.drop(while: isBlank)
    let end = rest.lastIndex { !isBlank($0) } ?? rest.startIndex - 1
    return String(decoding: rest[rest.startIndex..<end + 1], as: UTF8.self)
  }
}
