extension FindingArea {
  static let pages = FindingArea(
    "Markdown, HTML and JSON",
    about: """
      Pages that people read in a terminal, on GitHub or GitLab, or in a browser.
      """,
    [
      .holeInCommands: """
      People run the commands in such a block as they stand, and the value may be more than a word. Write it
      above the block, and a word such as VALUE in its place.
      """,
      .holeInFence: """
      A value stands right after backticks or tildes, and may go on with the fence, or name its language.
      Write something between them, and the language in the template.
      """,
      .holeInHtml: """
      Markdown reads no escapes in a block of HTML, which goes on up to an empty line. Leave a line empty
      before this one.
      """,
      .holeInIndented: """
      A line that is indented by four blanks is code, and shows escapes as they are. Write the lines between
      fences.
      """,
      .holeInMarkup: """
      Comments, styles, scripts, and attributes that a browser acts on, such as `onclick`, are no place for a
      value. Put it into the text of an element, or into another attribute.
      """,
      .holeInPicture: """
      GitHub and GitLab draw a picture of such a block, in a language of its own, and the value may mean
      something there. Use a value of letters, digits, blanks and `._/-`.
      """,
      .htmlControl: """
      The value holds a control character, which has no form in HTML. Use a value without it.
      """,
      .htmlSyntax: """
      Browsers read this otherwise than it is written, or agree on nothing. The message says what to write
      instead.
      """,
      .jsonControl: """
      The value holds a control character that has no place in this text. Use a value without it.
      """,
      .jsonSyntax: """
      The template is not JSON. Put every text in double quotes, commas between elements and none after the
      last, and write no comments.
      """,
      .markdownBlank: """
      Markdown drops blanks at the ends of a text, takes them for something else, or shows nothing of an empty
      one. Use a value without them.
      """,
      .markdownCode: """
      A code span is not closed in its line, or the value holds what ends it: a backtick, or a `|` in a table.
      Close the span, or use a value without it.
      """,
      .markdownControl: """
      The value holds a line break or another control character, and would begin a block of its own. Use a
      value of one line.
      """,
      .markdownDefinition: """
      A link that is defined in one place makes links of words elsewhere in the page. Write the link where it
      is used: `[text](https://…)`.
      """,
      .markdownFence: """
      A fence in a quotation or a list ends where that ends, and a value at the beginning of a line can close
      one. Begin the fence and its lines without a mark, and write something before the value.
      """,
      .markdownFrontMatter: """
      GitHub and GitLab take what stands between `---` at the top for data about the page. Begin the page with
      a heading; write `***` for a rule.
      """,
      .markdownHtml: """
      What follows is read by rules of its own in a browser, as in `<script>` or `<style>`. Write it in
      Markdown, or between fences.
      """,
      .markdownLink: """
      A link ends on its line. Close it with `)`.
      """,
      .markdownNumber: #"""
      With some values a line that begins so is an item of a numbered list. Write a word before the value, or
      `\` before the point.
      """#,
      .markdownTask: """
      The value would tick a box in a list of tasks, or be the name of a footnote. Write something before it.
      """,
    ])
}
