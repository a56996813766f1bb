import Testing

@testable import Review

/// The comment on a pull request.
@Suite struct ReviewMarkdownTests {
  @Test func nothingInATextIsMarkup() {
    #expect(
      MarkdownText.code("</code><img src=x onerror=1> | `x` *b* [l](http://a) $m$")
        == "<code>&#60;/code&#62;&#60;img src=x onerror=1&#62; &#124; &#96;x&#96; &#42;b&#42; &#91;l&#93;(http&#58;//a) &#36;m&#36;</code>"
    )
    // Within a word, an underscore and a colon are like any other.
    #expect(MarkdownText.escaped("cpu_cores: _a_ out/a:1") == "cpu_cores: &#95;a&#95; out/a:1")
    #expect(MarkdownText.escaped("see www.example.net") == "see &#119;ww.example.net")
    // What hides from a reader is shown.
    #expect(MarkdownText.escaped("a\u{202E}b\nc") == "a&#92;u{202e}b&#92;u{a}c")
  }

  @Test func nobodyIsMentioned() {
    #expect(MarkdownText.prose("by @someone") == "<code>by &#64;someone</code>")
    #expect(MarkdownText.prose("closes #12") == "<code>closes &#35;12</code>")
    #expect(MarkdownText.prose("lets everyone in") == "lets everyone in")
  }

  @Test func aCommentFitsWhateverChanges() throws {
    let values = (1...150).map { "option_\($0): \(String(repeating: "x", count: 250))" }.joined(separator: ", ")
    let review = ReviewedSites.review(
      try ReviewedSites.build(), try ReviewedSites.build("odoo: {tenants: {settings: {\(values)}}}"))
    #expect(review.entries.count == 150)
    let text = ReviewMarkdown(review).text
    #expect(text.utf8.count < ReviewMarkdown.limit)
    #expect(text.contains("of 150 causes are left out here"))
    // What was begun has been ended, and the plan is there.
    #expect(text.ranges(of: "<details>").count == text.ranges(of: "</details>").count)
    #expect(text.contains("./deploy.sh --base "))
  }

  @Test func theFirstLineSaysHowMuchChanges() throws {
    let review = ReviewedSites.review(try ReviewedSites.build(cores: 4), try ReviewedSites.build(cores: 8))
    let lines = ReviewMarkdown(review).text.split(separator: "\n")
    #expect(lines.first == "<!-- gen diff -->")
    #expect(lines.dropFirst().first?.hasPrefix("**1 setting changed: ") == true)
  }
}
