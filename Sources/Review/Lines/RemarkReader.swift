import Compiler
import Output
import Template

/// Tells which changed lines only people read.
struct RemarkReader {
  private var former: [String: Remarks] = [:]
  private var present: [String: Remarks] = [:]

  /// - Parameters:
  ///   - base: the former files.
  ///   - build: the present ones, whose formats are known.
  init(_ base: [String: FileDiff.Version], _ build: Build) {
    var formats: [String: String] = [:]
    for artifact in build.artifacts {
      formats[artifact.path] = artifact.format
      present[artifact.path] = Remarks(format: artifact.format, path: artifact.path, lines: Self.lines(artifact.bytes))
    }
    for (path, version) in base {
      former[path] = Remarks(format: formats[path], path: path, lines: Self.lines(version.bytes))
    }
  }

  private static func lines(_ bytes: [UInt8]) -> [String] {
    let text = DiffText(bytes)
    return text.lines.indices.map { text.said($0) }
  }

  /// Whether what was there and what is there are for people only.
  func isRemark(_ line: LineChange) -> Bool {
    let (was, now) = (former[line.path] ?? present[line.path], present[line.path] ?? former[line.path])
    let old = line.oldText.map { was?.isRemark($0, at: line.old ?? 0) ?? false } ?? true
    let new = line.newText.map { now?.isRemark($0, at: line.new ?? 0) ?? false } ?? true
    return old && new
  }
}
