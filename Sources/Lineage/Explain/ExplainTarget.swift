/// What `gen explain` is asked about.
public enum ExplainTarget: Hashable, Sendable {
  /// A line of an artifact, and where in it, from 1.
  case line(path: String, line: Int, column: Int?)
  /// A line as an artifact has it, and where a diff says that it is.
  case text(String, at: DiffPlace?)
  /// A line as an artifact no longer has it, and where a diff says that it was.
  case removed(String, at: DiffPlace?)
  /// A setting or a value of the model, or a part of the one or the other.
  case key(String)
  /// A line of the site.
  case site(line: Int)

  /// Where a diff has an added line; of a removed one, the line that is there now.
  public struct DiffPlace: Hashable, Sendable {
    var path: String
    var line: Int
  }

  /// Reads an argument.
  ///
  /// - Parameters:
  ///   - argument: `out/odoo.conf:12`, `out/odoo.conf:12:20`, what `grep -n` prints, a line of a diff with its `+` or `-`, the path
  ///     of a setting, or `site.yaml:9`.
  ///   - site: the site's path.
  public init(_ argument: String, site: String) {
    if argument.hasPrefix("+") || argument.hasPrefix("-") {
      let text = String(argument.dropFirst())
      self = argument.hasPrefix("+") ? .text(text, at: nil) : .removed(text, at: nil)
    } else if let place = Self.place(argument) {
      let isSite = place.path == site || site.hasSuffix("/" + place.path) || place.path.hasSuffix("/" + site)
      self = isSite ? .site(line: place.line) : .line(path: place.path, line: place.line, column: place.column)
    } else {
      let isKey = argument.utf8.allSatisfy(Self.isOfKey)
      // What a shell has completed so far ends in a dot.
      self = isKey ? .key(argument.hasSuffix(".") ? String(argument.dropLast()) : argument) : .text(argument, at: nil)
    }
  }

  /// Whether an argument can only be a target, and not the path of a site.
  public static func isTarget(_ argument: String) -> Bool {
    let isLine = argument.hasPrefix("+") || argument.hasPrefix("-") && argument != "-"
    return isLine || place(argument) != nil || argument.contains(" ")
  }

  /// The file, the line and the column of `PATH:LINE`, `PATH:LINE:COLUMN` or `PATH:LINE:TEXT`.
  private static func place(_ argument: String) -> (path: String, line: Int, column: Int?)? {
    let parts = argument.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count > 1, !parts[0].isEmpty, !parts[0].contains(" "), let line = number(parts[1]) else { return nil }
    return (String(parts[0]), line, parts.count > 2 ? number(parts[2]) : nil)
  }

  private static func number(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
  }

  private static func isOfKey(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default:
      [UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "-")].contains(byte)
    }
  }
}
