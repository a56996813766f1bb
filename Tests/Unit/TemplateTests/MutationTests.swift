import Diagnostics
import Foundation
import Testing

@testable import Template

/// Templates made from good and bad ones by chance, the same ones every time: whatever they are, compiling them ends, and
/// what compiles renders.
@Suite struct MutationTests {
  /// A small generator of numbers that are the same in every run (SplitMix64).
  struct Chance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
      return value ^ (value >> 31)
    }
  }

  private static let pieces = [
    "{{ ", " }}", "{% ", " %}", "{#", "#}", "-", "+", "{%- ", " -%}", "{{- ", " -}}", "if ", "else", "elif ", "endif",
    "for ",
    "endfor", "set ", "in ", "not ", "and ", "or ", "is defined", "include \"_part\"", "raw", "endraw", "loop.index",
    ".",
    "|", "join(\",\")", "length", "first", "~", "==", "!=", "<", "//", "%", "*", "(", ")", "[", "]", "'", "\"", "\\",
    "\n",
    "  ", "name", "port", "tags", "rules", "smtp", "smtp.host", "alias", "note", "flag", "colour", "\"red\"", "x", "1",
    "0",
    "-1", "9223372036854775807", "é", "\u{A0}", "\u{2028}", "{% if flag %}", "{% else %}", "{% endif %}", "{{ name }}",
    "{% for x in tags %}", "{{ x }}", "{% endfor %}", "{% set x = port %}", "{% raw %}", "{% endraw %}", "{# c #}",
  ]

  static func mutated(_ text: [UInt8], by chance: inout Chance) -> [UInt8] {
    var bytes = text
    for _ in 0..<Int.random(in: 1...4, using: &chance) {
      let position = Int.random(in: 0...bytes.count, using: &chance)
      let end = min(bytes.count, position + Int.random(in: 0...8, using: &chance))
      switch Int.random(in: 0..<6, using: &chance) {
      case 0: bytes.removeSubrange(position..<end)
      case 1: bytes.insert(contentsOf: bytes[position..<end], at: position)
      case 2 where position < bytes.count: bytes[position] = UInt8.random(in: 0...255, using: &chance)
      default: bytes.insert(contentsOf: (pieces.randomElement(using: &chance) ?? "").utf8, at: position)
      }
    }
    return bytes
  }

  static func seeds() throws -> [[UInt8]] {
    let good = try JinjaTests.table().cases.map { Array($0.template.utf8) }
    // Without the line of the header.
    let bad = try ErrorTests.groups.flatMap { try CaseFile(fixture: "Cases/Errors/\($0).cases").cases }.map { item in
      Array((item.parts.first?.text ?? "").utf8.drop { $0 != 0x0A }.dropFirst())
    }
    return good + bad.filter { $0.count < 2000 }
  }

  @Test(arguments: ["plain", "quoted"]) func alwaysEnds(_ format: String) throws {
    let seeds = try Self.seeds()
    let part = TemplateSource(path: "_part", file: "_part", bytes: Array("[{{ name }}]".utf8))
    var chance = Chance(state: 20)
    var good = 0
    var accepted: [[String]] = []
    for _ in 0..<Self.rounds {
      let body = Self.mutated(seeds.randomElement(using: &chance) ?? [], by: &chance)
      let source = TemplateSource(path: "t", file: "t", bytes: Array("{# format: \(format) #}\n".utf8) + body)
      let outcome = try Outcome([source, part], provenance: false)
      #expect(outcome.findings.isEmpty == (outcome.artifacts.count == 1))
      if let text = outcome.text {
        good += 1
        accepted.append([String(decoding: body, as: UTF8.self), text])
      }
    }
    #expect(good > Self.rounds / 20)
    if format == "plain", let path = ProcessInfo.processInfo.environment["ACCEPTED"] {
      try JSONEncoder().encode(accepted).write(to: URL(filePath: path))
    }
  }

  /// How many templates are tried; `ROUNDS` in the environment asks for more.
  private static var rounds: Int { ProcessInfo.processInfo.environment["ROUNDS"].flatMap(Int.init) ?? 2000 }
}
