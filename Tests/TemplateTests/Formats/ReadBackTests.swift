import Foundation
import Schema
import Testing

@testable import Template

/// Writes what real readers are to read back: `FORMATS_DUMP=FILE swift test --filter ReadBackTests`, and then
/// `python3 Tests/RealParts/formats/read_back.py FILE`.
@Suite struct ReadBackTests {
  /// One output, who reads it, and what must be read.
  struct Case: Encodable {
    var format: String
    var template: String
    var reader: String
    var output: String
    var expected: String
  }

  /// Format, template, reader, and what is read with the value in it.
  static let places: [(Format, String, String, String)] = [
    (.yaml, "a: @@\n", "yaml d['a']", "@@"), (.yaml, "a: \"x@@y\"\n", "yaml d['a']", "x@@y"),
    (.yaml, "a: 'x@@'\n", "yaml d['a']", "x@@"), (.yaml, "a: [@@, x]\n", "yaml d['a'][0]", "@@"),
    (.yaml, "a: {b: @@, c: d}\n", "yaml d['a']['b']", "@@"), (.yaml, "{@@: x, b: c}\n", "yaml list(d)[0]", "@@"),
    (.yaml, "@@: x\nb: c\n", "yaml list(d)[0]", "@@"), (.yaml, "- - @@\n  - b\n", "yaml d[0][0]", "@@"),
    (.yaml, "a: |\n  @@\nb: c\n", "yaml d['a']", "@@\n"), (.yaml, "a: |-\n  x\n  @@.\nb: c\n", "yaml d['a']", "x\n@@."),
    (.yaml, "a: >-\n  x\n  @@\nb: c\n", "yaml d['a']", "x @@"),
    (.yaml, "- a: |2-\n    @@.\n  b: c\n", "yaml d[0]['a']", "@@."),
    (.yaml, "a: b # @@\nc: d\n", "yaml ''.join(d.values())", "bd"), (.yaml, "# @@\nc: d\n", "yaml d['c']", "d"),
    (.compose, "a: @@\n", "compose d['a']", "@@"), (.compose, "a: \"x@@\"\n", "compose d['a']", "x@@"),
    (.compose, "a: '@@$$'\n", "compose d['a']", "@@$"), (.compose, "- |-\n  x\n  @@.\n", "compose d[0]", "x\n@@."),
    (.shell, "printf '%s.' @@\n", "sh", "@@."), (.shell, "printf '%s.' \"x@@\"\n", "sh", "x@@."),
    (.shell, "printf '%s.' 'x@@y'\n", "sh", "x@@y."), (.shell, "printf '%s.' -- @@\n", "sh", "--.@@."),
    (.shell, "x=@@ y=z\nprintf '%s.' \"$x\"\n", "sh", "@@."),
    (.shell, "x=\"a@@\"\nprintf '%s.' \"$x\"\n", "sh", "a@@."),
    (.shell, "x=a@@b\nprintf '%s.' \"$x\"\n", "sh", "a@@b."), (.shell, "# @@\necho x\n", "sh", "x\n"),
    (.shell, "cat <<E\n@@\nE\n", "sh", "@@\n"), (.shell, "cat <<E\nx@@\nE\n", "sh", "x@@\n"),
    (.shell, "cat <<'E'\n@@\nE\n", "sh", "@@\n"), (.shell, "cat <<-E\n\t@@.\n\tE\n", "sh", "@@.\n"),
    (.shell, "x=$(printf '%s.' \"$(printf '%s.' -- \"@@\")\")\nprintf %s \"$x\"\n", "sh", "--.@@.."),
    (.shell, "case @@ in @@) ;; esac\n", "sh", ""),
    (.shell, "x='neither'\ncase $x in @@) printf no ;; *) printf yes ;; esac\n", "sh", "yes"),
    (.shell, "for x in @@ b; do printf '%s.' \"$x\"; done\n", "sh", "@@.b."),
    (.shell, "f() { printf '%s.' \"$1\"; }\nf @@\n", "sh", "@@."),
    (.shell, "printf %s x >/dev/null >\"x@@\".out; cat ./*.out\n", "files", "x"),
    (.odooConfiguration, "[a]\nx = @@\n", "ini", "@@"), (.odooConfiguration, "[a]\nx = b @@ c\n", "ini", "b @@ c"),
    (.odooConfiguration, "[a]\n# @@\nx = y\n", "ini", "y"),
    (.json, "{\"a\": \"x@@\"}\n", "json d['a']", "x@@"), (.json, "{\"@@\": 1}\n", "json list(d)[0]", "@@"),
    (.crontab, "0 0 * * * root printf '\\%s.' -- @@\n", "cron", "--.@@."),
    (.crontab, "0 0 * * * root printf '\\%s.' x@@y\n", "cron", "x@@y."),
    (.crontab, "0 0 * * * root printf '\\%s.' \"x@@y\"\n", "cron", "x@@y."),
    (.crontab, "0 0 * * * root printf '\\%s.' 'x@@y'\n", "cron", "x@@y."),
    (.crontab, "0 0 * * * root x=@@; printf '\\%s.' \"$x\"\n", "cron", "@@."),
    (.dockerfile, "RUN printf '%s.' -- @@\n", "run", "--.@@."),
    (.dockerfile, "RUN printf '%s.' \"x@@\"\n", "run", "x@@."),
    (.dockerfile, "RUN printf '%s.' \\\n  'x@@' \\\n  y\n", "run", "x@@.y."),
    (.dockerfile, "RUN printf '%s.' -- \\\n@@\n", "run", "--.@@."),
    (.dockerfile, "RUN [\"printf\", \"%s.\", \"@@\"]\n", "list", "@@"),
    (.zone, "x 60 IN TXT \"a@@b\"\n", "txt", "a@@b"), (.zone, "x 60 IN TXT \"@@\" ; @@\n", "txt", "@@"),
    (.dotenv, "A=@@\n", "dotenv", "@@"), (.dotenv, "A='x@@.'\n", "dotenv", "x@@."),
    (.dotenv, "A=\"x@@\"\n", "dotenv", "x@@"),
    (.nginx, "return 200 @@;\n", "nginx 1", "@@"), (.nginx, "a \"x@@\" y;\n", "nginx 0", "x@@"),
    (.nginx, "a b 'x@@';\n", "nginx 1", "x@@"),
    (.nginx, "a ($b = @@) c;\n", "nginx 2", "@@)"), (.nginx, "# @@\na b;\n", "nginx 0", "b"),
    (.nginx, "server_name \"~^x@@$\";\n", "expression", "x@@"),
    (.nginx, "location ~ '^@@$' {\n}\n", "expression", "@@"),
    (.nginx, "rewrite \"^/@@$\" /x;\n", "expression", "/@@"),
  ]

  /// Values with everything in them that means something to one format or another, the same in every run.
  static let values: [String] = {
    let alphabet = [
      "'", "\"", "\\", "$", "{", "}", "%", "#", ";", ":", "-", "=", "~", "*", "?", "!", "&", "|", "<", ">", "(", ")",
      "[", "]", "`", ",", "@", ".",
      "^", "+", " ", " ", "a", "E", "0", "é", "東", "\n", "\t", "${x}", "$(id)", "\\n", "%s", "/", "_", "\u{2028}",
      "\u{85}",
    ]
    var seed: UInt64 = 7
    func next(_ count: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % count
    }
    let random = (0..<400).map { _ in (0..<(1 + next(7))).map { _ in alphabet[next(alphabet.count)] }.joined() }
    return InertnessTests.values.filter { $0.utf8.count < 600 } + random
  }()

  static let file = ProcessInfo.processInfo.environment["FORMATS_DUMP"]

  @Test(.enabled(if: file != nil)) func writesWhatIsToBeRead() throws {
    var cases: [Case] = []
    for (format, template, reader, expected) in Self.places {
      for value in Self.values {
        if reader == "files", value.contains("/") { continue }
        for type in [TextType.anything, .line, .phrase] where type.allows(value) {
          guard case .put(let output, _) = Sample(format, template, type).put(value) else { continue }
          cases.append(
            Case(
              format: format.rawValue, template: template, reader: reader, output: output,
              expected: expected.replacingOccurrences(of: "@@", with: value)))
          break
        }
      }
    }
    #expect(cases.count > 10_000)
    try JSONEncoder().encode(cases).write(to: URL(fileURLWithPath: Self.file ?? ""))
  }
}
