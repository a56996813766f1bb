import Testing

@testable import Deployment

@Suite struct GitRevisionTests {
  @Test(arguments: [
    "v1.4.0", "main", "release/18.0", "0123456789abcdef0123456789abcdef01234567", "a+b", "_x", "feature-1",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(GitRevision.self, text) == text)
  }

  @Test(arguments: [
    Refused(
      "begins with a hyphen, and would be taken for an option [revision-format] | write a tag or a commit, such as v1.4.0",
      ["-f", "--upload-pack=x"]),
    Refused(
      "is relative to something that changes [revision-format] | write a tag or a commit itself, such as v1.4.0",
      ["v1^", "HEAD~1", "main@{1}"]),
    Refused(
      "is not a name that git accepts [revision-format] | write a tag or a commit, such as v1.4.0",
      ["v1..v2", "a//b", "/a", "a/", "a.", "a.lock", "a.lock/b", ".a", "a/.b"]),
    Refused(
      "is not a git revision [revision-format] | write a tag or a commit, such as v1.4.0",
      ["a b", "a:b", "a\\b", "a*", "ü", ""]),
    Refused(
      "is longer than 200 bytes [too-long] | write a shorter git revision",
      [many("a", 201)]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(GitRevision.self, text) == refused.finding) }
  }
}
