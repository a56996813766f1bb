import Testing
import TextTypes

@testable import Deployment

/// What a type promises about its values, and templates rely on, holds for whatever is thrown at it.
@Suite struct AlphabetTests {
  @Test(arguments: AnyType.all) func showsAnExampleThatIsAValueInItsPrintedForm(_ type: AnyType) {
    #expect(type.print(type.type.example) == type.type.example)
    #expect(type.print(type.placeholder) == type.placeholder)
  }

  @Test(arguments: AnyType.all) func keepsItsPromises(_ type: AnyType) {
    var accepted = 0
    for text in Nasty.texts + Nasty.mutations(of: seeds(of: type), count: 4000) {
      guard let form = type.print(text) else { continue }
      accepted += 1
      expectPromises(type, form, from: text)
    }
    #expect(accepted > 0)
  }

  /// A printed form has only the bytes and the choices that the type names, and reads as itself.
  private func expectPromises(_ type: AnyType, _ form: String, from text: String) {
    let promised = type.type
    #expect(form.utf8.allSatisfy(promised.alphabet.contains), "\(text.debugDescription) made \(form.debugDescription)")
    #expect(promised.choices.isEmpty || promised.choices.contains(form))
    #expect(type.print(form) == form, "\(form.debugDescription) does not read as itself")
  }

  @Test(arguments: AnyType.all) func tellsEditorsNothingWrong(_ type: AnyType) throws {
    guard !type.type.pattern.isEmpty else { return }
    let pattern = try Regex(type.type.pattern)
    for text in Nasty.texts + Nasty.mutations(of: seeds(of: type), count: 500) {
      guard type.print(text) != nil else { continue }
      #expect(
        try pattern.wholeMatch(in: text) != nil, "\(text.debugDescription) is a value, and the pattern refuses it")
    }
  }

  @Test(arguments: AnyType.all) func isQuickToRefuseWhatIsLong(_ type: AnyType) {
    let unit = type.type.example + "/.:,@-*"
    for text in [many(unit, 100_000), many("a", 1_000_000), many("1", 1_000_000), many(":", 1_000_000)] {
      #expect(type.print(text) == nil)
    }
  }

  /// Every byte that a type names can occur: an alphabet that is wider than its values costs templates an encoder.
  @Test(arguments: AnyType.all.filter { $0.type.choices.isEmpty && $0.type.alphabet != .text })
  func namesNoByteThatCannotOccur(_ type: AnyType) {
    var idle = Set(type.type.alphabet.bytes)
    for text in Nasty.mutations(of: seeds(of: type), count: 20_000) {
      if idle.isEmpty { break }
      guard let form = type.print(text) else { continue }
      idle.subtract(form.utf8)
    }
    #expect(idle.isEmpty, "never seen: \(String(decoding: idle.sorted(), as: UTF8.self))")
  }

  private func seeds(of type: AnyType) -> [String] {
    [type.type.example, type.placeholder] + type.type.choices + (Nasty.seeds[type.description] ?? [])
  }
}
