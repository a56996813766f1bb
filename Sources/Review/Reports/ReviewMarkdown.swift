/// The review as a comment on a pull request: one line that says all, then a paragraph for each cause, folded.
public struct ReviewMarkdown: Sendable {
  /// The most characters that GitHub takes in a comment.
  public static let limit = 65_536
  private static let most = 40
  private let review: Review

  /// Prepares the text.
  public init(_ review: Review) { self.review = review }

  /// The whole text, in fewer bytes than GitHub takes characters.
  public var text: String {
    var text = "<!-- gen diff -->\n**\(MarkdownText.escaped(ReviewWords.summary(review)))**\n"
    let losses = ReviewWords.losses(review)
    if !losses.isEmpty { text += "\n" + losses.map { "- ⚠️ \(MarkdownText.escaped($0))\n" }.joined() }
    if let line = ReviewWords.applying(review.entries.flatMap(\.effects)) {
      text += "\nApplying it: \(MarkdownText.escaped(line)).\n"
    }
    // What is left for the plan, and for the remark that something is left out.
    let plan = self.plan
    let room = Self.limit - 400
    for (index, entry) in review.entries.enumerated() {
      let section = section(entry)
      guard text.utf8.count + section.utf8.count + plan.utf8.count <= room else {
        let left = review.entries.count - index
        text +=
          "\n\(left) of \(review.entries.count) causes are left out here, for a comment has a limit: `gen diff --base …` shows them.\n"
        break
      }
      text += section
    }
    return text.utf8.count + plan.utf8.count <= room ? text + plan : text
  }

  private var plan: String {
    let steps = review.plan.steps
    if steps.isEmpty { return "" }
    let lines = review.plan.text.split(separator: "\n", omittingEmptySubsequences: false).map {
      MarkdownText.escaped(String($0))
    }
    return
      "\n<details><summary>Commands, as root on the server</summary>\n\n<pre>\(lines.joined(separator: "<br>"))</pre>\n\n</details>\n"
  }

  private func section(_ entry: Entry) -> String {
    let title = MarkdownText.html(entry.title)
    let sign = entry.flags.contains { $0.kind != .interruptsService } ? "⚠️ " : ""
    var text =
      "\n<details><summary>\(sign)<code>\(title)</code>: \(ReviewWords.count(entry.lines, "line"))</summary>\n\n"
    for flag in entry.flags {
      text +=
        "- **\(flag.kind.text)**: \(MarkdownText.escaped(flag.message))\(flag.place.map { " (\(MarkdownText.code($0.text)))" } ?? "")\n"
    }
    if let line = ReviewWords.applying(entry.effects) { text += "- applying it: \(MarkdownText.escaped(line))\n" }
    let shown = entry.consequences.prefix(Self.most)
    if !shown.isEmpty {
      text += "\n| What | Where |\n| --- | --- |\n"
      for consequence in shown {
        text += "| \(MarkdownText.code(consequence.said)) | \(MarkdownText.code(consequence.where(2))) |\n"
      }
    }
    let hidden = entry.consequences.dropFirst(Self.most)
    if !hidden.isEmpty {
      text += "\nand \(hidden.count) more in \(ReviewWords.count(hidden.reduce(0) { $0 + $1.lines }, "line"))\n"
    }
    if entry.remarks > 0 { text += "\n\(ReviewWords.count(entry.remarks, "line")) of comments and prose\n" }
    return text + "\n</details>\n"
  }
}

/// Text of anybody's within Markdown and the HTML in it, so that it says what it says and does nothing.
enum MarkdownText {
  /// The longest text of a cell; a longer one is cut.
  private static let longest = 300

  /// Plain text: nothing in it is markup, a link, a mention or a reference.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in cut(Visible.text(text)).unicodeScalars {
      switch scalar {
      // A character reference is text for Markdown and for HTML; GitHub looks for mentions and numbers in the source.
      case "&", "<", ">", "@", "#", "|", "`", "*", "_", "[", "]", "!", "~", "\\", "$", ":", "/":
        result += isHarmless(scalar) ? String(scalar) : "&#\(scalar.value);"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Slashes and colons matter only for links, which need both.
  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool { scalar == "/" || scalar == "!" }

  /// Text within an HTML element.
  static func html(_ text: String) -> String { escaped(text) }

  /// Text in a fixed width: HTML, since backquotes and bars need no care there.
  static func code(_ text: String) -> String { "<code>\(escaped(text))</code>" }

  private static func cut(_ text: String) -> String { text.count > longest ? "\(text.prefix(longest))…" : text }
}
