import Diagnostics

/// The instructions of a Dockerfile.
struct Dockerfile {
  /// An instruction, with its lines joined.
  struct Instruction {
    /// In capitals, such as `FROM`.
    var name: String
    var text: String
    var place: Place
  }

  let path: String
  private(set) var instructions: [Instruction] = []

  /// Reads a file; nil where it is no text.
  init?(_ file: OldFile) {
    guard let lines = file.lines else { return nil }
    path = file.path
    var open: (text: String, line: Int)?
    for (index, line) in lines.enumerated() {
      let text = line.trimmed
      if text.isEmpty || text.hasPrefix("#") { continue }
      let goesOn = text.hasSuffix("\\")
      let part = goesOn ? String(text.dropLast()).trimmed : text
      open = (open.map { $0.text + " " + part } ?? part, open?.line ?? index + 1)
      if !goesOn { close(&open) }
    }
    close(&open)
  }

  private mutating func close(_ open: inout (text: String, line: Int)?) {
    guard let (text, line) = open else { return }
    open = nil
    let name = text.prefix { $0 != " " && $0 != "\t" }
    instructions.append(
      Instruction(
        name: name.uppercased(), text: String(text[name.endIndex...]).trimmed,
        place: Place(file: path, span: Span(at: Mark(line: line, column: 1)))))
  }

  /// The image that the last stage begins with, with the defaults of `ARG` in it.
  var base: (image: String, place: Place)? {
    var arguments: [String: String] = [:]
    var stages: [String: String] = [:]
    var found: (image: String, place: Place)?
    for instruction in instructions {
      if instruction.name == "ARG", let delimiter = instruction.text.firstIndex(of: "=") {
        let value = String(instruction.text[instruction.text.index(after: delimiter)...]).unquoted
        arguments[String(instruction.text[..<delimiter])] = value
      }
      guard instruction.name == "FROM" else { continue }
      let words = instruction.text.words.filter { !$0.hasPrefix("--") }
      guard var image = words.first else { continue }
      for (name, value) in arguments where image.contains("$") {
        image = image.replacing("${\(name)}", with: value).replacing("$\(name)", with: value)
      }
      image = stages[image] ?? image
      if words.count == 3, words[1].lowercased() == "as" { stages[words[2]] = image }
      found = (image, instruction.place)
    }
    return found
  }
}
