extension FindingArea {
  static let pages = FindingArea(
    "Markdown, HTML and JSON",
    about: """
      Pages that people read in a terminal, on GitHub or GitLab, or in a browser.
      """,
    [
      .holeInCommands: """
      People run the commands in such a block as they are, and the value may be more than one word. Write it
      above the block, and a word such as VALUE in its place.
      """,
      .holeInFence: """
      A value right after backticks or tildes could continue the fence, or name its language. Write something
      between them, and the language in the template.
      """,
      .holeInHtml: """
      Markdown reads no escapes in a block of HTML, which ends only at an empty line. Insert an empty line
      before this one.
      """,
      .holeInIndented: """
      A line that is indented by four blanks is code, and shows escapes as they are. Write the lines between
      fences.
      """,
      .holeInMarkup: """
      Values are not allowed in comments, styles, scripts, and attributes that a browser acts on, such as
      `onclick`. Put the value into the text of an element, or into another attribute.
      """,
      .holeInPicture: """
      GitHub and GitLab draw a diagram from such a block, and the value may have a meaning in the language of
      the diagram. Use a value of letters, digits, blanks and `._/-`.
      """,
      .htmlControl: """
      The value contains a control character, which cannot be written in HTML. Use a value without it.
      """,
      .htmlSyntax: """
      Browsers read this differently from what it looks like, or differently from each other. The message says
      what to write instead.
      """,
      .jsonControl: """
      The value contains a control character, which is not allowed in this text. Use a value without it.
      """,
      .jsonSyntax: """
      The template is not JSON. Put every text in double quotes, commas between elements and none after the
      last, and write no comments.
      """,
      .markdownBlank: """
      Markdown strips blanks at both ends of a text or gives them a meaning, and shows nothing for an empty
      one. Use a value without them.
      """,
      .markdownCode: """
      A code span is not closed on its line, or the value contains a character that ends it: a backtick, or a
      `|` in a table. Close the span, or use a value without it.
      """,
      .markdownControl: """
      The value contains a line break or another control character, and could begin a new block. Use a value of
      one line.
      """,
      .markdownDefinition: """
      A link definition turns words elsewhere in the page into links. Write the link where it is used:
      `[text](https://…)`.
      """,
      .markdownFence: """
      A fence in a quotation or a list ends where that ends, and a value at the beginning of a line can close
      one. Begin the fence and its lines without a mark, and write something before the value.
      """,
      .markdownFrontMatter: """
      GitHub and GitLab take text between `---` at the top for metadata of the page. Begin the page with a
      heading; write `***` for a rule.
      """,
      .markdownHtml: """
      A browser reads the text after this tag by special rules, as in `<script>` or `<style>`. Write it in
      Markdown, or between fences.
      """,
      .markdownLink: """
      A link must end on the same line. Close it with `)`.
      """,
      .markdownNumber: #"""
      With some values, a line with this beginning is an item of a numbered list. Write a word before the value,
      or `\` before the full stop.
      """#,
      .markdownTask: """
      The value would tick a box in a list of tasks, or be the name of a footnote. Write something before it.
      """,
    ])
}
