import Testing

@testable import Deployment

@Suite struct DebianPackageTests {
  @Test(arguments: [
    "fonts-noto-cjk", "g++", "libc6.1", "0ad", "curl=8.5.0-2ubuntu10", "gnupg=1:2.2.40~rc1+b1-1.1",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(DebianPackage.self, text) == text)
  }

  @Test(arguments: [
    Refused(
      "ends in a hyphen, with which apt-get removes a package [package-format] | write the name of a package to install",
      ["curl-"]),
    Refused(
      "is not a Debian package [package-format] | write a name, and a version after = if you need one: fonts-noto-cjk",
      ["c", "Curl", "-y", "--purge", "curl/stable", "curl:amd64", "curl wget", "curl;id", "./a.deb", "+curl", ""]),
    Refused(
      "has no Debian version after the = [package-format] | write a version such as 1.2.3-4, or only the name",
      ["curl=", "curl=*", "curl=v1", "curl=1=2"]),
    Refused(
      "is longer than 200 bytes [too-long] | write a shorter Debian package",
      [many("a", 201)]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(DebianPackage.self, text) == refused.finding) }
  }
}
