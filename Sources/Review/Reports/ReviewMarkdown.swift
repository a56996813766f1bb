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
    if !losses.isEmpty { text += "\n" + losses.map { "- ⚠️ \(MarkdownText.prose($0))\n" }.joined() }
    if let line = ReviewWords.applying(review.entries.flatMap(\.effects)) {
      text += "\nApplying it: \(MarkdownText.prose(line)).\n"
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
    let title = MarkdownText.escaped(entry.title)
    let sign = entry.flags.contains { $0.kind != .interruptsService } ? "⚠️ " : ""
    var text =
      "\n<details><summary>\(sign)<code>\(title)</code>: \(ReviewWords.count(entry.lines, "line"))</summary>\n\n"
    for flag in entry.flags {
      text +=
        "- **\(flag.kind.text)**: \(MarkdownText.prose(flag.message))\(flag.place.map { " (\(MarkdownText.code($0.text)))" } ?? "")\n"
    }
    if let line = ReviewWords.applying(entry.effects) { text += "- applying it: \(MarkdownText.prose(line))\n" }
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
