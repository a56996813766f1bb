import Testing

@testable import Deployment

@Suite struct HostNameTests {
  @Test(arguments: [
    "smtp.example.net", "mail", "10.0.0.5", "a-1.b",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(HostName.self, text) == text)
  }

  @Test(arguments: [
    ("SMTP", "smtp")
  ])
  func takesOtherWaysToWriteIt(_ text: String, form: String) {
    #expect(printed(HostName.self, text) == form)
  }

  @Test(arguments: [
    Refused(
      "ends in a number, but is not an IPv4 address [host-format] | write only the name, such as smtp.example.net",
      ["256.1.1.1", "10.0.0"]),
    Refused(
      "has a port, or is an IPv6 address [host-format] | write only the name, such as smtp.example.net",
      ["smtp.example.net:587", "::1"]),
    Refused(
      "is a URL or a path, not a host name [host-format] | write only the name, such as smtp.example.net",
      ["smtp://smtp.example.net"]),
    Refused(
      "is an email address, not a host name [host-format] | write only the name, such as smtp.example.net",
      ["ops@example.net"]),
    Refused(
      "ends in a dot [host-format] | write only the name, such as smtp.example.net",
      ["smtp.example.net."]),
    Refused(
      "is not a host name [host-format] | write only the name, such as smtp.example.net",
      ["-smtp", "\u{212A}.example", "smtp_1", "a b", "", "a..b", many("a.", 130) + "a"]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(HostName.self, text) == refused.finding) }
  }
}
