import Model
import Testing

@testable import Schema

/// Lists whose elements know what decided that they are there, and what is looked at in them.
@Suite struct ListTests {
  private func setting<Value>(_ path: String, _ value: Value) -> Traced<Value> {
    Traced(value, Step(setting: path, at: nil))
  }

  private func paths<Value>(_ traced: Traced<Value>) -> [String] { traced.origins.settings.map(\.path) }

  private func presence<Element>(_ list: Traced<[Element]>) -> [[String]] {
    list.value.indices.map { list.presence(of: $0)?.origins.settings.map(\.path) ?? [] }
  }

  @Test func keepsApartWhatDecidedOnEachPart() {
    let list: Traced<[Int]> = .joined(Traced(constant: [1]), setting("a", [2, 3]), setting("b", []), setting("c", [4]))
    #expect(list.value == [1, 2, 3, 4])
    #expect(paths(list) == ["a", "b", "c"])
    #expect(presence(list) == [[], ["a"], ["a"], ["c"]])
    #expect(presence(list.each { "\($0)" }) == [[], ["a"], ["a"], ["c"]])
  }

  @Test func asksEachElement() {
    let switches = [setting("x", true), setting("y", false), setting("z", true)]
    let list = setting("all", switches).only { t, value in t(value) }
    #expect(list.value.count == 2)
    #expect(paths(list) == ["all", "x", "y", "z"])
    #expect(presence(list) == [["all", "x"], ["all", "z"]])
  }

  /// A list that another is derived from has other elements.
  @Test func doesNotTakeOverWhatIsKnownOfOtherElements() {
    let list: Traced<[Int]> = .joined(setting("a", [1]), setting("b", [2]))
    #expect(presence(derive { t in t(list).filter { $0 > 1 } }) == [["a", "b"]])
  }

  @Test func looksNoFurtherThanItMust() {
    let list: Traced<[Traced<Int>]> = .joined(setting("a", [setting("one", 1)]), setting("b", [setting("two", 2)]))
    #expect(paths(derive { t in t.contains(list, 2) }) == ["b", "two"])
    #expect(paths(derive { t in t.contains(list, 3) }) == ["one", "two", "a", "b"])
    #expect(paths(derive { t in t.contains(list) { t($0) == 1 } }) == ["one", "a"])
    #expect(paths(derive { t in t.hasElements(list) }) == ["a"])
    #expect(paths(derive { t in t.hasElements(setting("none", [Int]())) }) == ["none"])
  }

  @Test func decidesByTheSwitchesThatMatter() {
    let (a, b, c) = (setting("a", true), setting("b", true), setting("c", false))
    let decide = { (switches: [Traced<Bool>], result: @escaping @Sendable ([Bool]) -> Int) in
      derive { t in t.decide(by: switches, result) }
    }
    #expect(paths(decide([a, b, c]) { $0[0] ? 1 : $0[1] ? 2 : 3 }) == ["a"])
    #expect(paths(decide([a, b, c]) { $0.contains(true) ? 1 : 0 }) == [])
    #expect(paths(decide([a, b, c]) { $0.count { $0 } }) == ["a", "b", "c"])
    // Two that follow from one setting turn together.
    let both = derive { t in !t(a) }
    #expect(paths(decide([a, both]) { $0[0] || $0[1] ? 1 : 0 }) == ["a"])
    #expect(decide([a, c]) { $0[0] && !$0[1] ? 1 : 0 }.value == 1)
  }

  @Test func isThereInAnyCase() {
    let value: Traced<Int?> = .always(setting("a", 1))
    guard case .value(nil) = value.step?.presence else {
      Issue.record("it is not")
      return
    }
    #expect(paths(value) == ["a"])
  }
}
