import Testing

@testable import Deployment

@Suite struct ACMEServerTests {
  @Test(arguments: [
    "letsencrypt", "letsencrypt-staging", "https://acme.example.org/directory",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(ACMEServer.self, text) == text)
  }

  @Test(arguments: [
    ("HTTPS://ACME.example.org/directory", "https://acme.example.org/directory")
  ])
  func takesOtherWaysToWriteIt(_ text: String, form: String) {
    #expect(printed(ACMEServer.self, text) == form)
  }

  @Test(arguments: [
    Refused(
      "is not an ACME server [acme-format] | write letsencrypt, letsencrypt-staging, or the https address of an ACME directory",
      ["http://acme.example.org/directory", "zerossl", "Letsencrypt", ""]),
    Refused(
      "contains a user or a password [url-format] | write the address without credentials",
      ["https://user@acme.example.org/"]),
    Refused(
      "has no valid host name after // [url-format] | write an address such as https://www.example.com/",
      ["https://"]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(ACMEServer.self, text) == refused.finding) }
  }
}
