/// The lines of a template's header that decide on its artifacts: `when`, `each` and `path`.
struct HeaderLines {
  /// The line of the first of them, from 1.
  private(set) var first = 1
  /// All of them, one after the other.
  private(set) var text = ""

  init(of template: [UInt8]) {
    let words = ["when:", "each:", "path:"]
    var found: [Substring] = []
    for (number, line) in String(decoding: template, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false
    ).enumerated() {
      let line = line.drop { $0 == " " || $0 == "{" || $0 == "#" }
      // An empty line ends the header.
      if line.isEmpty && number > 0 || line.contains("#}") { break }
      guard words.contains(where: { line.hasPrefix($0) }) else { continue }
      if found.isEmpty { first = number + 1 }
      found.append(line)
    }
    text = found.joined(separator: ", ")
  }
}
