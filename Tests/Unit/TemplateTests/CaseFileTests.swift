import Diagnostics
import Testing

/// Case files are read and recorded here as Tests/Proofs/CaseFiles does it: both have the cases of one file.
@Suite struct CaseFileTests {
  /// The bytes of a file; three signs stand for what no case file can hold.
  static func source(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      switch scalar {
      case "␍": bytes.append(0x0D)
      case "␛": bytes.append(0x1B)
      case "␀": bytes.append(0x80)
      default: bytes += Array(String(scalar).utf8)
      }
    }
    return bytes
  }

  /// What is read: each case and part with its lines, a line feed as a sign.
  static func dump(_ file: CaseFile) -> String {
    var text = ""
    for item in file.cases {
      text += "\(item.lines) \(item.name)\n"
      for part in item.parts {
        let signs = part.text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        text += "  \(part.lines) \(part.name) = [\(signs.map { String(Substring($0)) }.joined(separator: "⏎"))]\n"
      }
    }
    return text
  }

  @Test func readsAndRecordsAsTheOtherReader() throws {
    let cases = try CaseFile(fixture: "Cases/form.cases").cases
    #expect(cases.count >= 50)
    for item in cases {
      let text = try #require(item["file"])
      do throws(CaseFile.Fault) {
        let file = try CaseFile(Self.source(text))
        #expect(item["fault"] == nil, "\(item.name)")
        if let expected = item["read"] { #expect(Self.dump(file) == expected, "\(item.name)") }
        if let record = item["record"] {
          let found = try CaseFile(Self.source(record)).cases
          let recorded = file.recorded(found.map { ($0.name, $0.parts.map { ($0.name, $0.text) }) })
          #expect(recorded.utf8.elementsEqual((item["recorded"] ?? "").utf8), "\(item.name): \(recorded)")
        }
      } catch {
        #expect("\(error)" == item["fault"], "\(item.name)")
      }
    }
  }
}
