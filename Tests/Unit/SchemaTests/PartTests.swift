import Diagnostics
import Document
import Model
import Testing

@testable import Schema

/// A part of a section: a struct of its own, whose keys are the section's.
@Suite struct PartTests {
  private struct Whole: Section {
    let first: Traced<Int>
    let part: Part
    let last: Traced<Int>

    static let section = SectionTable(
      "whole", Whole.init, Row("first", \.first, "The first."), Row(part: \.part), Row("last", \.last, "The last."))
  }

  private struct Part: Section {
    let second: Traced<Int>
    let third: Traced<Int>

    static let section = SectionTable(
      "part", Part.init, Row("second", \.second, in: 1...9, "The second."),
      Row("third", \.third, default: 3, "The third."))
  }

  private func decode(_ build: (inout Writer) -> Node) -> (Whole, [String]) {
    var writer = Writer()
    var decoding = Decoding()
    let whole = Whole.decode(build(&writer), at: "whole", in: &decoding)
    return (whole, decoding.diagnostics.sorted.map { "\($0.id): \($0.message)" })
  }

  @Test func hasItsKeysAmongThoseOfTheSection() {
    #expect(Whole.table.type.fields.map(\.key) == ["first", "second", "third", "last"])
    let (whole, findings) = decode {
      $0.map(("last", { $0.text("4") }), ("second", { $0.text("2") }), ("first", { $0.text("1") }))
    }
    #expect(findings == [])
    let seen = derive { t in [t(whole.first), t(whole.part.second), t(whole.part.third), t(whole.last)] }
    #expect(seen.value == [1, 2, 3, 4])
    #expect(seen.origins.settings.map(\.path) == ["whole.first", "whole.second", "whole.third", "whole.last"])
    var arena = Arena()
    whole.project(into: &arena, at: 0)
    let texts = (0..<4).map { String(decoding: arena.text(of: arena.cells[arena.cell([$0])]), as: UTF8.self) }
    #expect(texts == ["1", "2", "3", "4"])
  }

  @Test func saysWhatIsWrongAsTheSectionDoes() {
    let (whole, findings) = decode {
      $0.map(("first", { $0.text("1") }), ("second", { $0.text("12") }), ("thrid", { $0.text("3") }))
    }
    #expect(
      Set(findings) == [
        "missing-key: whole: the key \"last\" is missing", "out-of-range: whole.second: \"12\" is out of range",
        "unknown-key: whole: unknown key \"thrid\", did you mean \"third\"?",
      ])
    #expect(whole.part.second.isStandIn && whole.part.third.isStandIn)
    #expect(Whole.standIn(at: "whole").part.second.origins.settings.map(\.path) == ["whole.second"])
  }
}
