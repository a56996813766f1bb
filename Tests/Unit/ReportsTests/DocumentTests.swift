import Diagnostics
import JSON
import Reports
import Testing

/// Findings as the document that scripts read.
@Suite struct DocumentTests {
  @Test func saysFirstWhatItIs() {
    let text = String(
      decoding: FindingReport([finding(help: "h", notes: [Diagnostic.Note("n")])]).json.document, as: UTF8.self)
    #expect(
      text == """
        {
          "format": "findings",
          "version": 1,
          "findings": [
            {
              "severity": "error",
              "id": "size-format",
              "message": "wrong",
              "help": "h",
              "place": {
                "file": "site.yaml",
                "line": 2,
                "column": 3,
                "end_line": 2,
                "end_column": 7
              },
              "notes": [
                {
                  "message": "n",
                  "place": null
                }
              ]
            }
          ]
        }

        """)
  }

  @Test(arguments: [
    ("\u{0}\t\u{1B}", #"\u0000\t\u001b"#), ("\u{7F}\u{85}\u{9F}", #"\u007f\u0085\u009f"#),
    ("\u{200B}\u{200F}\u{2060}", #"\u200b\u200f\u2060"#), ("\u{2028}\u{2029}\u{202E}", #"\u2028\u2029\u202e"#),
    ("\u{FEFF}", #"\ufeff"#), ("\n\"\\", #"\n\"\\"#), ("\u{A0}\u{E9}\u{1F600}", "\u{A0}\u{E9}\u{1F600}"),
  ])
  func writesWhatCannotBeSeenAsEscapes(text: String, json: String) throws {
    let printed = FindingReport([finding(text)]).json.document
    #expect(String(decoding: printed, as: UTF8.self).contains("      \"message\": \"\(json)\",\n"))
    #expect(try JSONValue(parsing: printed).text("findings.0.message") == text)
  }

  @Test(arguments: [
    ("/r", "/r", "site.yaml", "site.yaml"), ("/r", "/r/a", "site.yaml", "a/site.yaml"),
    ("/r", "/r/a", "./x/../y", "a/y"),
    ("/r", "/r/a", "../b/y", "b/y"), ("/r", "/r/a", "/r/c/y", "c/y"), ("/r", "/r", "../y", "../y"),
    ("/r", "/r", "/etc/y", "/etc/y"),
    ("/r", "/r", "/", "/"), ("/", "/", "a//b/", "a/b"), ("/r", "/r/a", "../../../y", "../../../y"),
    ("/r", "/r", "/rx/y", "/rx/y"),
  ])
  func namesFilesFromTheRepository(_ root: String, _ current: String, _ file: String, _ path: String) {
    #expect(RepositoryPath(root: root, current: current).path(of: file) == path)
  }
}
