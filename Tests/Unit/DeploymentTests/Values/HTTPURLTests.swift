import Testing

@testable import Deployment

@Suite struct HTTPURLTests {
  @Test(arguments: [
    "https://www.example.com/", "https://example.com:8443/a/b?x=1&y=%20#top", "http://localhost/x", "https://10.0.0.5/",
    "https://example.com/a+b,c~d@e:f",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(HTTPURL.self, text) == text)
  }

  @Test(arguments: [
    ("HTTP://WWW.Example.com", "http://www.example.com")
  ])
  func takesOtherWaysToWriteIt(_ text: String, form: String) {
    #expect(printed(HTTPURL.self, text) == form)
  }

  @Test(arguments: [
    Refused(
      "has no valid host name after // [url-format] | write an address such as https://www.example.com/",
      ["https://", "https:///path", "https://example.com:80:80/", "https://exam_ple.com/"]),
    Refused(
      "is not a URL [url-format] | write an address such as https://www.example.com/",
      ["http:/example.com", "example.com", "ftp://example.com/", "javascript:alert(1)", ""]),
    Refused(
      "contains a user or a password [url-format] | write the address without credentials",
      ["https://user:secret@example.com/", "https://token@example.com/", "https://example.com\\@evil.example/"]),
    Refused(
      "has an IPv6 address as host [url-format] | write the host's name",
      ["https://[2001:db8::1]/"]),
    Refused(
      "has an invalid port [url-format] | write a port from 1 to 65535",
      ["https://example.com:0/", "https://example.com:70000/", "https://example.com:/"]),
    Refused(
      "contains a character that has to be written as %XX [url-format] | write %20 for a blank, %24 for $, %28 for (, and so on",
      [
        "https://ex ample.com/", "https://example.com/a b", "https://example.com/$x", "https://example.com/(x)",
        #"https://example.com/""#, "https://example.com/ü", "https://example.com/\n",
      ]),
    Refused(
      "has a % without two hexadecimal digits after it [url-format] | write %25 for the character % itself",
      ["https://example.com/%", "https://example.com/%2", "https://example.com/%zz"]),
    Refused(
      "is longer than 2048 bytes [too-long] | write a shorter web address",
      ["https://example.com/" + many("a", 2100)]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(HTTPURL.self, text) == refused.finding) }
  }
}
