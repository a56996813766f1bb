/// A .env file as fetch-secrets.sh reads it: lines `NAME='value'`, comments, and whatever else is left as it is.
public struct EnvironmentFile: Sendable {
  private var lines: [[UInt8]]

  /// Reads a file; none is an empty one.
  public init(_ bytes: [UInt8]) {
    lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
  }

  /// The content, with a line feed at its end.
  public var bytes: [UInt8] { Array(lines.map { $0 + [0x0A] }.joined()) }

  /// The values of a variable, one for each line that sets it.
  public func values(of name: String) -> [[UInt8]] {
    let head = Array("\(name)=".utf8)
    return lines.filter { $0.starts(with: head) }.map { Self.unquoted($0.dropFirst(head.count)) }
  }

  /// Sets a variable: in the line that does so already, else in a new one at the end.
  ///
  /// - Parameter value: printable characters other than the single quote.
  public mutating func set(_ name: String, to value: String) {
    let line = Array("\(name)='\(value)'".utf8)
    let head = Array("\(name)=".utf8)
    if let index = lines.firstIndex(where: { $0.starts(with: head) }) {
      lines[index] = line
    } else {
      lines.append(line)
    }
  }

  /// Sets a variable, and keeps its old value under the name with `_FORMER` appended.
  ///
  /// - Returns: false when a former value is still there, and nothing was changed.
  public mutating func rotate(_ name: String, to value: String) -> Bool {
    guard values(of: "\(name)_FORMER").isEmpty else { return false }
    set("\(name)_FORMER", to: String(decoding: values(of: name).first ?? [], as: UTF8.self))
    set(name, to: value)
    return true
  }

  private static func unquoted(_ value: ArraySlice<UInt8>) -> [UInt8] {
    let quote = UInt8(ascii: "'")
    guard value.count >= 2, value.first == quote, value.last == quote else { return Array(value) }
    return Array(value.dropFirst().dropLast())
  }
}
