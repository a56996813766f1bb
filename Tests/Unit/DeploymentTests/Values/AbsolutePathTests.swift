import Testing

@testable import Deployment

@Suite struct AbsolutePathTests {
  @Test(arguments: [
    "/opt/stockshop", "/-a",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(AbsolutePath.self, text) == text)
  }

  @Test(arguments: [
    ("/opt/stockshop/", "/opt/stockshop"),
    ("/opt//stock.shop_1-a", "/opt/stock.shop_1-a"),
  ])
  func takesOtherWaysToWriteIt(_ text: String, form: String) {
    #expect(printed(AbsolutePath.self, text) == form)
  }

  @Test(arguments: [
    Refused(
      "is the root of the file system [path-format] | write a path such as /opt/stockshop, of letters, digits and . _ -",
      ["/", "//"]),
    Refused(
      "is not an absolute path [path-format] | write a path such as /opt/stockshop, of letters, digits and . _ -",
      ["opt/stockshop", "C:\\odoo", ""]),
    Refused(
      "begins with a home folder, which depends on the user [path-format] | write the absolute path",
      ["~/stockshop"]),
    Refused(
      "contains `.` or `..` [path-format] | write the path without them",
      ["/opt/../etc", "/opt/./x"]),
    Refused(
      "has a character that is not allowed in paths here [path-format] | write a path such as /opt/stockshop, of letters, digits and . _ -",
      ["/opt/a b", "/opt/$HOME", "/opt/ü", "/opt/a\n", "/opt/a;b"]),
    Refused(
      "contains a name of more than 255 bytes [path-format] | write a shorter one",
      ["/" + many("a", 256)]),
    Refused(
      "is longer than 1024 bytes [too-long] | write a shorter absolute path",
      [many("/a", 513)]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(AbsolutePath.self, text) == refused.finding) }
  }
}
