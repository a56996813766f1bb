import Testing
import TextTypes

@testable import Template

/// Where a value may stand is decided by what its type declares; the type's name and the pattern for editors say nothing.
@Suite struct TraitTests {
  /// One place, what comes of a value there with a trait, and what without it.
  struct Place: CustomTestStringConvertible, Sendable {
    let format: Format
    let template: String
    let alphabet: ByteSet
    let trait: TextTraits
    let value: String
    let with: String
    let without: String
    var testDescription: String { "\(format) \(template)" }

    /// What comes of the value, of a type with some traits, whatever else it is called.
    func put(_ traits: TextTraits, name: String = "text", pattern: String = "") -> String {
      let type = TextType(name: name, alphabet: alphabet, traits: traits, pattern: pattern)
      return Sample(format, template, type).put(value).text.split(separator: ":").first.map {
        ["unfit", "refused"].contains($0) ? String($0) : Sample(format, template, type).put(value).text
      } ?? ""
    }
  }

  private static let words = ByteSet.lowercase.union(.digits).union(ByteSet("./:[]*-"))
  private static let fields = words.union(ByteSet(" ,"))

  static let places = [
    Place(
      format: .nginx, template: "server_name \"~^@@$\";\n", alphabet: words, trait: .isPCRE, value: "a[.]b",
      with: "server_name \"~^a[.]b$\";\n", without: "server_name \"~^a[[][.][]]b$\";\n"),
    Place(
      format: .nginx, template: "location @@ {\n}\n", alphabet: words, trait: .isAbsolutePath, value: "a",
      with: "location a {\n}\n", without: "refused"),
    Place(
      format: .html, template: "<a href=\"@@\">a</a>\n", alphabet: words, trait: .isWebAddress, value: "https://a",
      with: "<a href=\"https://a\">a</a>\n", without: "unfit"),
    Place(
      format: .html, template: "<a href=\"@@\">a</a>\n", alphabet: words, trait: .isAbsolutePath, value: "/a",
      with: "<a href=\"/a\">a</a>\n", without: "unfit"),
    Place(
      format: .compose, template: "services:\n  a:\n    build:\n      context: \"@@\"\n",
      alphabet: ByteSet.lowercase.union(ByteSet("/")), trait: .isAbsolutePath, value: "/a",
      with: "services:\n  a:\n    build:\n      context: \"/a\"\n", without: "unfit"),
    Place(
      format: .crontab, template: "@@ root a\n", alphabet: fields, trait: .isCronSchedule, value: "1 2 * * *",
      with: "1 2 * * * root a\n", without: "unfit"),
    Place(
      format: .json, template: "{\"a\": @@}\n", alphabet: .digits, trait: .isWholeNumber, value: "1",
      with: "{\"a\": 1}\n", without: "unfit"),
    Place(
      format: .yaml, template: "a: @@\n", alphabet: .digits, trait: .isWholeNumber, value: "1", with: "a: 1\n",
      without: "a: \"1\"\n"),
    Place(
      format: .shell, template: "a $((@@ + 1))\n", alphabet: .digits, trait: .isWholeNumber, value: "1",
      with: "a $((1 + 1))\n", without: "unfit"),
    Place(
      format: .zone, template: "$TTL @@\n", alphabet: .digits, trait: .isWholeNumber, value: "1", with: "$TTL 1\n",
      without: "unfit"),
    Place(
      format: .zone, template: "a. IN A @@\n", alphabet: ByteSet.digits.union(ByteSet(".")), trait: .isNetworkAddress,
      value: "192.0.2.1", with: "a. IN A 192.0.2.1\n", without: "unfit"),
  ]

  @Test(arguments: places) func decides(_ place: Place) {
    #expect(place.put(.isWord.union(place.trait)) == place.with)
    #expect(place.put(.isWord) == place.without)
    // Another promise does not replace it.
    #expect(place.put(TextTraits(rawValue: .max).subtracting(place.trait)) != place.with || place.format == .html)
  }

  /// Names and patterns that once decided something, or might be taken to.
  @Test(arguments: places) func looksAtNoName(_ place: Place) {
    for name in ["domain pattern", "cron schedule", "whole number", "absolute path", "web address", "IPv4 address"] {
      for pattern in ["^/[a-z]*$", "^https?://", "^[Hh][Tt][Tt][Pp][Ss]?://[^ ]+$", "integer"] {
        #expect(place.put(.isWord, name: name, pattern: pattern) == place.without, "\(name) \(pattern)")
      }
    }
  }

  /// An expression in one language need not be one in another: `$` begins a variable of nginx.
  @Test func tellsExpressionsApart() {
    let python = TextType(
      name: "pattern", alphabet: ByteSet.lowercase.union(ByteSet("^[]")), traits: [.isWord, .isPythonExpression])
    #expect(
      Sample(.nginx, "server_name \"~@@\";\n", python).put("^[a]").text == "server_name \"~\\^[[]a[]]\";\n")
  }

  @Test func joinsToWhatBothPromise() {
    let path = TextType(name: "a", alphabet: .word, traits: [.isWord, .isAbsolutePath])
    let address = TextType(name: "b", alphabet: .word, traits: [.isNeverEmpty, .isAbsolutePath, .isWebAddress])
    #expect(path.joined(address).traits == [.isNeverEmpty, .isAbsolutePath])
    #expect(path.joined(address).traits == address.joined(path).traits)
  }

  /// Of texts one after the other only what the parts say together is known.
  @Test func promisesLittleOfTextsInARow() {
    let all = TextType(name: "a", alphabet: .word, traits: TextTraits(rawValue: .max))
    let none = TextType(name: "b", alphabet: .word, traits: [])
    let filled = TextType(name: "c", alphabet: .word, traits: .isNeverEmpty)
    let plain = TextType(name: "d", alphabet: .word, traits: .isNeverOption)
    #expect(all.followed(by: all).traits == .isWord)
    #expect(all.followed(by: none).traits == .isWord)
    #expect(none.followed(by: all).traits == .isNeverEmpty)
    #expect(plain.followed(by: none).traits == [] && plain.followed(by: all).traits == .isWord)
    #expect(filled.followed(by: all).traits == .isNeverEmpty)
    #expect(all.repeated(separator: Array("-".utf8)).traits == .isNeverOption)
    #expect(plain.repeated(separator: Array("-".utf8)).traits == [])
    #expect(all.mapped("", { $0 }).traits == .isWord)
  }

  @Test func seesInATextWhatItsBytesShow() {
    let shown: [(String, TextTraits)] = [
      ("", .isNeverOption), ("-a", .isNeverEmpty), ("a", .isWord), ("7", .isWord), ("/", [.isWord, .isAbsolutePath]),
      ("/a", [.isWord, .isAbsolutePath]), ("//a", .isWord), ("http://", [.isWord, .isWebAddress]),
      ("HTTPS://a", [.isWord, .isWebAddress]), ("https:/a", .isWord), ("httpx://a", .isWord), ("1.2.3.4", .isWord),
    ]
    for (text, traits) in shown { #expect(TextTraits(of: text.utf8) == traits, "\(text)") }
    #expect(TextTraits(of: ["/a", "/b"]) == [.isWord, .isAbsolutePath])
    #expect(TextTraits(of: ["/a", "-b"]) == .isNeverEmpty)
    #expect(TextTraits(of: [String]()) == [])
  }
}
