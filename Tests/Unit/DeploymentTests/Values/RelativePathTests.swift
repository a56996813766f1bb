import Testing

@testable import Deployment

@Suite struct RelativePathTests {
  @Test(arguments: [
    "custom_addons", "../enterprise", "../../a/b", "a.b/_c-d",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(RelativePath.self, text) == text)
  }

  @Test(arguments: [
    ("./custom_addons", "custom_addons"),
    ("custom_addons/", "custom_addons"),
    ("./a//b/./c", "a/b/c"),
  ])
  func takesOtherWaysToWriteIt(_ text: String, form: String) {
    #expect(printed(RelativePath.self, text) == form)
  }

  @Test(arguments: [
    Refused(
      "does not name a folder [path-format] | write a path relative to site.yaml, such as custom_addons, of letters, digits and . _ -",
      [".", "..", "./", "../.."]),
    Refused(
      "has a `..` after a name [path-format] | write the path without `..`",
      ["a/../b", "a/.."]),
    Refused(
      "is not relative to site.yaml [path-format] | write a path relative to site.yaml, such as custom_addons, of letters, digits and . _ -",
      ["/opt/addons", "~/addons"]),
    Refused(
      "has a name that begins with a hyphen, or has more than 255 bytes [path-format] | write a path relative to site.yaml, such as custom_addons, of letters, digits and . _ -",
      ["-addons", "a/-b", "../-b", many("a", 256)]),
    Refused(
      "has a character that is not allowed in paths here [path-format] | write a path relative to site.yaml, such as custom_addons, of letters, digits and . _ -",
      ["add ons", "a\\b", "a,b", "$x", "addons\n"]),
    Refused(
      "is not a path [path-format] | write a path relative to site.yaml, such as custom_addons, of letters, digits and . _ -",
      [""]),
    Refused(
      "is longer than 1024 bytes [too-long] | write a shorter relative path",
      [many("a/", 520)]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(RelativePath.self, text) == refused.finding) }
  }
}
