import Testing
import TextTypes

@testable import Template

/// What the analysis relies on where branches meet and loops begin again, for all contexts that the machines reach on the texts of these
/// tests and on texts made of them by chance.
@Suite struct JoinLawTests {
  @Test(arguments: Format.allCases) func keepsTheLaws(_ format: Format) {
    let (violations, counts) = format.open(Laws(texts: Self.texts(of: format)))
    #expect(violations.isEmpty, "\(violations.prefix(3).joined(separator: "\n"))")
    #expect(counts.contexts > 3 && counts.joined > counts.contexts, "\(counts)")
  }

  /// Of two states the one to be careful with stands for both, and an output may be in no other than what was foreseen.
  @Test func isCareful() {
    #expect(TextFormat.Context.hash.joined(.script) == .script)
    #expect(PostfixFormat.Context(state: .line).joined(PostfixFormat.Context(state: .pattern))?.state == .pattern)
    let name = ZoneFormat.Context(state: .word, needsDot: true)
    let address = ZoneFormat.Context(state: .word, needsDot: false)
    #expect(address.joined(name) == name)
    #expect(address.agrees(with: name) && !name.agrees(with: address))
    let one = OdooConfigurationFormat.Context(options: ["a", "b"])
    #expect(one.joined(OdooConfigurationFormat.Context(options: ["b", "c"]))?.options == ["b"])
    let behind = MarkdownContext(isBehindDefinition: true)
    #expect(behind.joined(MarkdownContext())?.isBehindDefinition == true)
    #expect(YAMLContext(continuation: 2).joined(YAMLContext(continuation: 4))?.continuation == 2)
  }

  /// The same functions, defined in another order.
  @Test func forgetsTheOrderOfFunctions() throws {
    let scripts = try ["f() { a; }\ng() { a; }\n", "g() { a; }\nf() { a; }\nf() { b; }\n"].map { script in
      var context = ShellContext()
      for byte in script.utf8 { try ShellFormat().advance(&context, over: byte) }
      return context
    }
    #expect(scripts[0] == scripts[1] && scripts[0].functions.count == 2)
  }

  /// What is skipped is as if each byte had been looked at.
  @Test(arguments: Format.allCases) func skipsAsItAdvances(_ format: Format) {
    let (faults, skipped) = format.open(Skipping(texts: Self.texts(of: format) + Self.runs(of: format)))
    #expect(faults.isEmpty, "\(faults.prefix(3).joined(separator: "\n"))")
    #expect(skipped > 100)
  }

  /// The texts with long runs of one byte in them, at each of a few places.
  private static func runs(of format: Format) -> [[UInt8]] {
    var chance = MutationTests.Chance(state: 14)
    return texts(of: format).prefix(12).flatMap { text in
      [300, 1100, 4200].map { count in
        var long = text
        let byte = Array("a1-_. =x\u{E9}".utf8).randomElement(using: &chance) ?? 0x61
        let place = Int.random(in: 0...text.count, using: &chance)
        long.insert(contentsOf: repeatElement(byte, count: count), at: place)
        return long
      }
    }
  }

  /// The texts of a format's tests, holes and all, and pieces of them in other orders.
  static func texts(of format: Format) -> [[UInt8]] {
    var texts = (InertnessTests.places + FindingTests.texts).filter { $0.0 == format }.flatMap(\.1)
    texts += SecondReadingTests.refused.filter { $0.0 == format }.map(\.1)
    var bytes = texts.filter { $0.utf8.count < 400 }.map { Array($0.utf8) }
    var chance = MutationTests.Chance(state: 11)
    let whole = bytes
    guard !whole.isEmpty else { return [Array("#! a@@b\n".utf8), Array("a\n".utf8)] }
    for _ in 0..<150 {
      var made: [UInt8] = []
      for _ in 0..<Int.random(in: 1...4, using: &chance) {
        guard let text = whole.randomElement(using: &chance), !text.isEmpty else { continue }
        let start = Bool.random(using: &chance) ? 0 : Int.random(in: 0..<text.count, using: &chance)
        made += text[start..<Int.random(in: start...text.count, using: &chance)]
      }
      bytes.append(made)
    }
    return bytes
  }
}

/// The contexts that one format's machine reaches, and what is wrong with how they join.
private struct Laws: FormatVisitor {
  let texts: [[UInt8]]
  /// How many contexts are joined with one another at most.
  private static let most = 260

  func visit<Format: OutputFormat>(_ format: Format) -> ([String], (contexts: Int, joined: Int)) {
    let contexts = reached(format)
    var violations: [String] = []
    var joined = 0
    var chance = MutationTests.Chance(state: 12)
    func expect(_ holds: Bool, _ law: String, _ states: Format.Context...) {
      if !holds { violations.append("\(law): " + states.map { "\($0)" }.joined(separator: "\n  ")) }
    }
    for x in contexts {
      var (a, b) = (x, x)
      Format.Context.unify(&a, &b, .branches)
      expect(a == x && b == x, "idempotent", x, a, b)
      (a, b) = (x, x)
      Format.Context.unify(&a, &b, .output)
      expect(a == x && b == x, "agrees with itself", x, a, b)
      for y in contexts {
        let both = x.joined(y)
        expect(both == y.joined(x), "commutative", x, y)
        guard let both else { continue }
        joined += 1
        expect(x.joined(both) == both && y.joined(both) == both, "monotone", x, y, both)
        expect(x.agrees(with: both) && y.agrees(with: both), "agrees with the join", x, y, both)
        guard x != y, let z = contexts.randomElement(using: &chance), let right = y.joined(z) else { continue }
        guard let one = both.joined(z), let other = x.joined(right) else { continue }
        expect(one == other, "associative", x, y, z)
      }
    }
    return (violations, (contexts.count, joined))
  }

  private func reached<Format: OutputFormat>(_ format: Format) -> [Format.Context] {
    var seen: Set<Format.Context> = []
    var contexts: [Format.Context] = []
    for text in texts {
      for type in [TextType.anything, .line, .phrase, .word, .maybe, .number] {
        var context = format.start
        var rest = text[...]
        do {
          while let byte = rest.first {
            if rest.starts(with: "@@".utf8) {
              _ = try format.place(type, in: &context)
              rest = rest.dropFirst(2)
            } else {
              try format.advance(&context, over: byte)
              rest = rest.dropFirst()
            }
            if seen.insert(context).inserted { contexts.append(context) }
          }
        } catch {
          continue
        }
      }
    }
    var chance = MutationTests.Chance(state: 13)
    return Array(contexts.shuffled(using: &chance).prefix(Self.most))
  }
}

/// Both ways over the same texts.
private struct Skipping: FormatVisitor {
  let texts: [[UInt8]]

  func visit<Format: OutputFormat>(_ format: Format) -> ([String], Int) {
    var faults: [String] = []
    var skipped = 0
    for text in texts {
      for type in [TextType.phrase, .word, .number] {
        var context = format.start
        var start = 0
        do {
          while start < text.count {
            let hole = text.indices.dropFirst(start).first { text[$0...].starts(with: "@@".utf8) } ?? text.endIndex
            while start < hole {
              var quick = context
              let end = format.skip(&quick, over: text, start..<hole)
              skipped += end - start
              for byte in text[start..<end] { try format.advance(&context, over: byte) }
              if context != quick {
                faults.append("\(String(decoding: text.prefix(200), as: UTF8.self)) at \(end): \(context) \(quick)")
              }
              if end < hole { try format.advance(&context, over: text[end]) }
              start = min(end + 1, hole)
            }
            if hole < text.count { _ = try format.place(type, in: &context) }
            start = hole + 2
          }
        } catch {
          continue
        }
      }
    }
    return (faults, skipped)
  }
}
