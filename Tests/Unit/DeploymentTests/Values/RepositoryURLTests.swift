import Testing

@testable import Deployment

@Suite struct RepositoryURLTests {
  @Test(arguments: [
    "https://git.example.com/stockshop.git", "https://git.example.com:8443/a/b",
    "ssh://git@git.example.com:2222/a/b.git", "ssh://git.example.com/~me/b", "git@github.com:acme/stockshop.git",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(RepositoryURL.self, text) == text)
  }

  @Test(arguments: [
    ("deploy@Git.Example.com:/srv/a.git", "deploy@git.example.com:/srv/a.git"),
    ("https://GIT.example.com/A", "https://git.example.com/A"),
  ])
  func takesOtherWaysToWriteIt(_ text: String, form: String) {
    #expect(printed(RepositoryURL.self, text) == form)
  }

  @Test(arguments: [
    Refused(
      "contains a user or a password [repository-format] | write the address without them, and use a deploy key or git's credential helper",
      [
        "https://user:secret@git.example.com/a.git", "https://token@git.example.com/a.git",
        "ssh://git:secret@git.example.com/a.git",
      ]),
    Refused(
      "is not the address of a git repository [repository-format] | write https://host/path.git, ssh://user@host/path.git or user@host:path.git",
      [
        "git:pw@host:a", "git.example.com/a.git", "git.example.com:a.git", "https:///a.git", "ssh://-oProxyCommand/a",
        "ssh://git@-x/a", "-u@host:a", "git@host:-a", "git@host:", "git@:a", "@host:a", "a@b@c:d", "git@host:a b",
        "git@host:a;b", "HTTPS://git.example.com/a", "ext::sh -c id", "",
      ]),
    Refused(
      "uses a connection that anybody on the network path can change [repository-format] | write the https:// or ssh:// address",
      ["http://git.example.com/a.git", "git://git.example.com/a.git"]),
    Refused(
      "is a path on one machine [repository-format] | write an address that the server can reach",
      ["file:///srv/a.git", "/srv/a.git", "./a.git", "~/a.git"]),
    Refused(
      "has no path to a repository after its host [repository-format] | write https://host/path.git, ssh://user@host/path.git or user@host:path.git",
      ["https://git.example.com", "https://git.example.com/"]),
    Refused(
      "has an invalid port [repository-format] | write a port from 1 to 65535 after the host, or none",
      ["https://git.example.com:0/a"]),
    Refused(
      "has an unsupported path [repository-format] | write a path of letters, digits and . / _ ~ + -",
      ["https://git.example.com/../a", "https://git.example.com/a?b"]),
    Refused(
      "is longer than 1024 bytes [too-long] | write a shorter repository address",
      ["https://git.example.com/" + many("a", 1024)]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(RepositoryURL.self, text) == refused.finding) }
  }
}
