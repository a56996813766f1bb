import Diagnostics
import Testing

@testable import Document
@testable import Model
@testable import Schema

@Suite struct TableTests {
  private func decode(_ build: (inout Writer) -> Node) -> (Sample, [String]) {
    var writer = Writer()
    var decoding = Decoding()
    let sample = Sample.decode(build(&writer), at: "", in: &decoding)
    return (sample, decoding.diagnostics.sorted.map(line))
  }

  @Test func readsWhatIsWrittenAndFillsInTheRest() {
    let (sample, findings) = decode {
      $0.map(
        ("name", { $0.text("shop") }),
        ("host", { $0.map(("cores", { $0.text("4") })) }),
        ("rules", { $0.list({ $0.map(("port", { $0.text("22") })) }) }),
        ("options", { $0.map(("b", { $0.text("x") }), ("a", { $0.text("y") })) }),
        ("x-note", { $0.text("anything") }))
    }
    #expect(findings == [])
    let seen = derive { t in
      let rules = t(sample.rules).map { "\(t($0.port))" }
      let options = t(sample.options).entries.map { "\(t($0.key).printed)=\(t($0.value).printed)" }
      let peers = t(sample.peers).map { t($0).printed }
      return "\(t(sample.name).printed) \(t(sample.host.cores)) \(t(sample.limits.time)) "
        + "\(t(sample.limits.colour)) \(rules) \(options) \(peers) \(t(sample.alias) == nil)"
    }
    #expect(
      seen.value
        == #"shop 4 10 red ["22"] ["b=x", "a=y"] ["self"] true"#)
    #expect(
      seen.origins.settings.map { "\($0.path):\($0.place?.span.start.line ?? 0)" }
        == [
          "rules:5", "rules[0].port:5", "options:7", "options.b:7", "options.a:8", "peers:0", "name:1", "host.cores:3",
          "limits.time:0", "limits.colour:0", "alias:0",
        ])
  }

  @Test func reportsEveryMistakeAtOnce() {
    let (_, findings) = decode {
      $0.map(
        ("nmae", { $0.text("shop") }),
        ("cluster", { $0.text("x") }),
        ("zzzzzz", { $0.text("x") }),
        ("host", { $0.map(("cores", { $0.text("nine") }), ("ipv6", { $0.text("no") })) }),
        ("limits", { $0.map(("time", { $0.text("61") }), ("colour", { $0.text("gren") })) }),
        ("rules", { $0.list({ $0.text("22") }, { $0.map(("comment", { $0.text("why") })) }) }),
        ("peers", { $0.text("") }),
        ("options", { $0.map(("B", { $0.text("x") })) }))
    }
    #expect(
      findings == [
        #"1:1: unknown key "nmae", did you mean "name"? [unknown-key]"#,
        #"2:1: the key "cluster" is reserved for later [reserved-key] | remove it; it has no effect in this version of gen"#,
        #"3:1: unknown key "zzzzzz" [unknown-key] | the keys here are name, alias, host, limits, rules, peers, options; "#
          + "a key that begins with x- is ignored",
        #"5:20: host.cores: "nine" is not a whole number [integer-format] | write digits only, such as 4"#,
        #"6:20: host.ipv6: "no" is neither true nor false [boolean-format] | write `true` or `false`"#,
        #"8:20: limits.time: "61" is out of range [out-of-range] | write a value from 1 to 60"#,
        #"9:20: limits.colour: "gren" is not a colour, did you mean "green"? [unknown-choice] | write one of red, green"#,
        #"10:1: rules[1]: the key "port" is missing [missing-key] | write `port: …`; write a whole number"#,
        "10:20: rules[0]: expected a mapping, found text [wrong-type] | write a mapping: `key: value`, indented under the key",
        "12:20: peers: has no value [missing-value] | write a list: `[shop]` on one line, or one `- shop` per line, or remove the key",
        #"14:1: options: "B" is not a word [name-format] | write lower-case letters"#,
      ])
  }

  @Test func saysOnceThatAWholeRecordIsMissing() {
    let (sample, findings) = decode { $0.map(("name", { $0.text("shop") })) }
    #expect(
      findings == [
        #"1:1: the key "host" is missing [missing-key] | write `host:`, with cores indented under it"#
      ])
    #expect(derive { t in t(sample.host.cores) }.origins.isPoisoned)
    #expect(!derive { t in t(sample.limits.time) }.origins.isPoisoned)
  }

  @Test(arguments: ["", "~", "null"]) func takesAnEmptyValueForAMistake(_ text: String) {
    let (_, findings) = decode {
      $0.map(("name", { $0.text(text) }), ("host", { $0.map(("cores", { $0.text("1") })) }))
    }
    #expect(
      findings == ["1:20: name: has no value [missing-value] | write a word, such as shop"])
  }

  @Test func projectsTheRecordInTheOrderOfItsRows() {
    let (sample, _) = decode {
      $0.map(("name", { $0.text("shop") }), ("host", { $0.map(("cores", { $0.text("4") })) }))
    }
    var arena = Arena()
    sample.project(into: &arena, at: 0)
    let slots = [Sample.table.type.slot(of: "host"), Host.table.type.slot(of: "cores")].compactMap { $0 }
    #expect(String(decoding: arena.text(of: arena.cells[arena.cell(slots)]), as: UTF8.self) == "4")
    #expect(arena.cells[arena.cell([1])].isAbsent)
    #expect(Sample.table.type.fields.map(\.key) == ["name", "alias", "host", "limits", "rules", "peers", "options"])
  }

  /// A part is a struct in Swift alone: in the model its fields are the record's, in the order of the rows.
  @Test func spreadsThePartsOfARecord() {
    #expect(Whole.table.type.fields.map(\.key) == ["first", "left", "right", "last"])
    let whole = Whole(
      first: Traced(constant: 1), part: Part(left: Traced(constant: 2), right: Traced(constant: 3)),
      last: Traced(constant: 4))
    var arena = Arena()
    whole.project(into: &arena, at: 0)
    let values = (0..<4).map { String(decoding: arena.text(of: arena.cells[arena.cell([$0])]), as: UTF8.self) }
    #expect(values == ["1", "2", "3", "4"])
  }
}

/// A derived record with a part.
struct Whole: Tabled {
  let first: Traced<Int>
  let part: Part
  let last: Traced<Int>

  static let table = Table(
    "whole", Whole.init, Row("first", \.first, "Before."), Row(part: \.part), Row("last", \.last, "After."))
}

struct Part: Tabled {
  let left: Traced<Int>
  let right: Traced<Int>

  static let table = Table("part", Part.init, Row("left", \.left, "One."), Row("right", \.right, "The other."))
}
