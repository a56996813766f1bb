import Diagnostics
import Foundation
import Model
import Template
import TextTypes

/// Puts values into templates as `gen build` does, for the checks that read them back with real programs.
///
/// Standard input holds a list of requests in JSON, standard output gets a list with the answers of each.
@main
struct PlaceValues {
  /// A template with `{{ value }}` in it, and the values to put there, one after the other.
  struct Request: Decodable {
    var format: String
    var template: String
    var values: [String]
  }

  /// What came of one value: an artifact, or the id of why there is none.
  struct Answer: Encodable {
    var output: String?
    var refusal: String?
  }

  static func main() throws {
    let requests = try JSONDecoder().decode([Request].self, from: FileHandle.standardInput.readDataToEndOfFile())
    try FileHandle.standardOutput.write(contentsOf: JSONEncoder().encode(requests.map(answers)))
  }

  /// The widest type that the template takes decides, as it does where a template is written.
  private static func answers(_ request: Request) -> [Answer] {
    let programs = Kind.all.map { kind in (kind, compile(request, kind)) }
    return request.values.map { value in
      var refusal = "no-type"
      for (kind, program) in programs where kind.allows(value) {
        switch program {
        case .failure(let finding): refusal = finding.id
        case .success(let set): return render(set, kind, value)
        }
      }
      return Answer(refusal: refusal)
    }
  }

  private static func compile(_ request: Request, _ kind: Kind) -> Result<TemplateSet, Finding> {
    let source = TemplateSource(
      path: "t", file: "t", bytes: Array("{#\nformat: \(request.format)\n#}\n\(request.template)".utf8))
    let set = TemplateSet([source], root: kind.model)
    var diagnostics = DiagnosticList()
    diagnostics.report(contentsOf: set.diagnostics)
    if let finding = diagnostics.sorted.first { return .failure(Finding(id: finding.id.name)) }
    return .success(set)
  }

  private static func render(_ set: TemplateSet, _ kind: Kind, _ value: String) -> Answer {
    var diagnostics = DiagnosticList()
    let artifacts = set.render(kind.arena(value), into: &diagnostics)
    guard let artifact = artifacts.first, !diagnostics.hasErrors else {
      return Answer(refusal: diagnostics.sorted.first?.id.name ?? "no-artifact")
    }
    return Answer(output: String(decoding: artifact.bytes, as: UTF8.self))
  }
}

/// Why a template is refused.
struct Finding: Error {
  var id: String
}

/// A type for the value, from one that allows any byte to one of a single word.
struct Kind {
  let type: TextType

  static let all = [
    Kind(alphabet: ByteSet(0x01...0xFF)), Kind(alphabet: .text.union(ByteSet("\n\t"))), Kind(alphabet: .text),
    Kind(alphabet: .text, traits: .isWord),
    Kind(alphabet: .alphanumerics.union(ByteSet("_-./:@%+,=")), traits: .isWord),
    Kind(alphabet: .lowercase.union(.digits).union(ByteSet("-.")), traits: .isWord),
  ]

  init(alphabet: ByteSet, traits: TextTraits = []) {
    type = TextType(name: "value", alphabet: alphabet, traits: traits, example: "any text")
  }

  /// Whether a value is one of the type.
  func allows(_ value: String) -> Bool {
    value.utf8.allSatisfy(type.alphabet.contains) && (type.mayBeEmpty || !value.isEmpty)
      && (type.mayBeginWithDash || !value.hasPrefix("-"))
  }

  /// A model with nothing but the value.
  var model: RecordType {
    RecordType(name: "model", fields: [RecordType.Field(key: "value", shape: .text(type), doc: "The value.")])
  }

  /// The model with a value in it.
  func arena(_ value: String) -> Arena {
    var arena = Arena()
    let origins = arena.note(Step(setting: "value", at: nil))
    let first = arena.setAggregate(count: 1, at: 0, origins: 0)
    arena.setScalar(value, at: first, origins: origins)
    return arena
  }
}
