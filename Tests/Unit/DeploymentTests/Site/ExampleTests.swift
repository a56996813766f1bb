import Model
import Schema
import Testing

@testable import Deployment

@Suite struct ExampleTests {
  /// Settings that a rule gives an example: what is true or false, and sections, which are shown by their keys.
  private func hasRule(_ field: RecordType.Field) -> Bool {
    switch field.shape {
    case .boolean, .record, .optional(.record), .list(.record): true
    default: false
    }
  }

  @Test func everySettingHasAnExampleOfItsOwn() {
    let without = Site.table.type.settings().filter { $0.field.examples.isEmpty && !hasRule($0.field) }
    #expect(without.map(\.path) == [])
  }
}

@Suite struct NumberPatternTests {
  @Test(arguments: [0...0, 0...9, 1...16, 7...1024, 60...604, 99...101, 256...1000])
  func matchesTheNumbersOfARange(range: ClosedRange<Int>) throws {
    let pattern = try Regex("^(\(NumberPattern.numbers(from: range.lowerBound, to: range.upperBound)))$")
    for number in 0...1100 { #expect((try pattern.wholeMatch(in: String(number)) != nil) == range.contains(number)) }
  }

  @Test func matchesQuantitiesInEveryUnit() throws {
    let pattern = try Regex(try #require(Seconds.pattern(from: Seconds(60), to: Seconds(86400))))
    for text in ["60s", "86400s", "1m", "1440m", "24h", "1d"] { #expect(try pattern.wholeMatch(in: text) != nil) }
    for text in ["59s", "86401s", "0m", "1441m", "25h", "2d", "60", "060s", "1w"] {
      #expect(try pattern.wholeMatch(in: text) == nil)
    }
  }
}
