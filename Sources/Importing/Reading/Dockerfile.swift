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
    var (open, start) = ("", 0)
    for (index, line) in lines.enumerated() where instructions.count < Self.countLimit {
      let text = line.trimmed
      if text.isEmpty || text.hasPrefix("#") { continue }
      let goesOn = text.hasSuffix("\\")
      if open.isEmpty { start = index + 1 } else { open += " " }
      open += goesOn ? String(text.dropLast()).trimmed : text
      if goesOn { continue }
      add(open, start)
      open = ""
    }
    add(open, start)
  }

  /// How many instructions are read: each file has a few dozen.
  private static let countLimit = 1_000

  private mutating func add(_ text: String, _ line: Int) {
    if text.isEmpty { return }
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
