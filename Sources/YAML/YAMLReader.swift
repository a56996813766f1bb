public import Diagnostics
public import Document
import TextTypes

/// Reads site.yaml: bytes to a tree in which every node knows its place.
///
/// No type is taken from how a scalar looks: `no`, `22:22` and `0777` stay text until a key says what they are. What YAML
/// can do and a reviewed file should not (aliases, tags, merge keys, several documents) is refused, each with its place.
public enum YAMLReader {
  /// The largest file that is read, in bytes.
  public static let sizeLimit = 1 << 20
  /// How deep mappings and lists may be nested.
  public static let depthLimit = 64

  /// Reads a document.
  ///
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - file: its name in messages.
  ///   - diagnostics: where findings go.
  /// - Returns: the document; nil where nothing could be read, which is reported. With findings that leave the rest
  ///   readable, the rest is returned, so that all findings come in one run.
  public static func read(_ bytes: [UInt8], file: String, into diagnostics: inout DiagnosticList) -> Node? {
    guard bytes.count <= sizeLimit else {
      diagnostics.error(
        .fileTooLarge, "the file has \(bytes.count) bytes; the limit is \(sizeLimit)",
        at: Place(file: file, span: Span(at: .start)),
        help: "is this the right file? A site.yaml has a few thousand bytes"
      )
      return nil
    }
    if let mark = ConflictText.firstMark(in: bytes) {
      let line = bytes[..<mark.lowerBound].count { $0 == 0x0A } + 1
      diagnostics.error(
        .mergeConflict, "the file has the marks of a merge that git left to you",
        at: Place(file: file, span: Span(start: Mark(line: line, column: 1), end: Mark(line: line, column: 8))),
        help: "keep the lines that are meant, and remove the others and the lines with <<<<<<<, ======= and >>>>>>>"
      )
      return nil
    }
    var check = ByteCheck(bytes, file: file)
    var byteFindings = DiagnosticList()
    check.run(into: &byteFindings)
    diagnostics.report(contentsOf: byteFindings)
    if byteFindings.hasErrors { return nil }
    var builder = TreeBuilder(bytes, file: file)
    let node = builder.build()
    diagnostics.report(contentsOf: builder.diagnostics)
    return node
  }
}
