import JSON
import Testing

@Suite struct JSONTests {
  static let sample: JSONValue = [
    "z": 1, "a": [true, false, nil], "empty list": [], "empty object": [:],
    "text":
      "quote \" backslash \\ slash / tab \t line\nreturn\r bell \u{7} back \u{8} feed \u{C} delete \u{7F} é 😀 \u{2028}",
    "nested": ["b": [["c": -5]]],
  ]

  @Test func printsForPeople() {
    #expect(
      String(decoding: Self.sample.prettyPrinted, as: UTF8.self) == #"""
        {
          "z": 1,
          "a": [
            true,
            false,
            null
          ],
          "empty list": [],
          "empty object": {},
          "text": "quote \" backslash \\ slash / tab \t line\nreturn\r bell \u0007 back \b feed \f delete \u007f é 😀 \#u{2028}",
          "nested": {
            "b": [
              {
                "c": -5
              }
            ]
          }
        }

        """#)
  }

  @Test func printsInOneLine() {
    let value: JSONValue = ["a": [1, "b", nil], "c": ["d": true]]
    #expect(String(decoding: value.compact, as: UTF8.self) == #"{"a":[1,"b",null],"c":{"d":true}}"#)
  }

  @Test func readsWhatItPrints() throws {
    #expect(try JSONValue(parsing: Self.sample.prettyPrinted) == Self.sample)
    #expect(try JSONValue(parsing: Self.sample.compact) == Self.sample)
  }

  static let read: [(String, JSONValue)] = [
    (#""\u00e9\ud83d\ude00\/\b\f\n\r\t\"\\""#, JSONValue.string("é😀/\u{8}\u{C}\n\r\t\"\\")),
    (" \t\r\n null \n", nil), ("-0", .number(JSONNumber("-0") ?? JSONNumber(1))),
    ("1.50e+10", .number(JSONNumber("1.50e+10") ?? JSONNumber(1))),
    ("123456789012345678901234567890", .number(JSONNumber("123456789012345678901234567890") ?? JSONNumber(1))),
    (#"{"a":1,"A":2}"#, ["a": 1, "A": 2]),
    // Two spellings of one letter are two keys.
    ("{\"\u{E9}\":1,\"e\u{301}\":2}", ["\u{E9}": 1, "e\u{301}": 2]),
  ]

  @Test(arguments: read)
  func reads(_ text: String, _ value: JSONValue) throws {
    #expect(try JSONValue(parsing: Array(text.utf8)) == value)
  }

  static let refused: [(String, Int, String)] = [
    ("", 1, "the text ends too early"), ("\n\n[", 3, "the text ends too early"),
    ("[1,]", 1, "a value is expected here"), ("[1 2]", 1, "`,` or `]` is missing"),
    ("{\"a\" 1}", 1, "`:` is missing"), ("{\"a\":1,}", 1, "a key in quotes is missing"),
    ("{a:1}", 1, "a key in quotes is missing"), ("{\"a\":1 \"b\"", 1, "`,` or `}` is missing"),
    ("{\"a\":1,\n\"a\":2}", 2, "a key is given twice in an object"), ("1 2", 1, "something follows the end"),
    ("{" + (0..<40).map { "\"k\($0)\": 1," }.joined() + "\"k3\": 2}", 1, "a key is given twice in an object"),
    ("nul", 1, "a value is expected here"), ("True", 1, "a value is expected here"),
    ("01", 1, "a value is expected here"), ("1.", 1, "a value is expected here"), (".5", 1, "a value is expected here"),
    ("+1", 1, "a value is expected here"), ("1e", 1, "a value is expected here"), ("-", 1, "a value is expected here"),
    ("NaN", 1, "a value is expected here"), ("\"a", 1, "a text does not end"), ("\"\\", 1, "a text does not end"),
    ("\"a\nb\"", 2, "a text contains a control character"),
    ("\"\\x\"", 1, "a backslash is not followed by an escape"),
    ("\"\\u12g4\"", 1, "`\\u` is not followed by four hexadecimal digits"),
    ("\"\\u12", 1, "`\\u` is not followed by four hexadecimal digits"),
    ("\"\\ud800\"", 1, "a surrogate stands alone"), ("\"\\ud800\\u0041\"", 1, "a surrogate stands alone"),
    ("\"\\udc00\"", 1, "a surrogate stands alone"), ("// x", 1, "a value is expected here"),
    ("\u{FEFF}1", 1, "a value is expected here"), ("<<<<<<< HEAD\n{}", 1, "a value is expected here"),
  ]

  @Test(arguments: refused)
  func refuses(_ text: String, _ line: Int, _ message: String) throws {
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: Array(text.utf8)) }
    #expect(error?.line == line)
    #expect(error?.message == message)
  }

  @Test func refusesWhatIsNotUTF8() throws {
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
    #expect(error?.message == "the text is not UTF-8")
  }

  @Test func refusesDeepNesting() throws {
    let fits = Array(repeating: "[", count: 63) + ["1"] + Array(repeating: "]", count: 63)
    #expect(throws: Never.self) { try JSONValue(parsing: Array(fits.joined().utf8)) }
    for open in ["[", "{\"a\":"] {
      let text = String(repeating: open, count: 200_000)
      let error = #expect(throws: JSONError.self) { try JSONValue(parsing: Array(text.utf8)) }
      #expect(error?.message == "lists and objects are nested too deeply")
    }
  }

  /// Whatever is cut off, or changed by one byte, is read or refused; nothing traps.
  @Test func survivesDamage() {
    let whole = Self.sample.prettyPrinted
    for length in 0..<whole.count - 1 {
      #expect(throws: JSONError.self) { try JSONValue(parsing: Array(whole.prefix(length))) }
      for byte in [0x00, 0x22, 0x5C, 0x7B, 0x5D, 0x2C, 0xFF] as [UInt8] {
        var bytes = whole
        bytes[length] = byte
        if let value = try? JSONValue(parsing: bytes) { #expect(value != .string("")) }
      }
    }
  }
}
