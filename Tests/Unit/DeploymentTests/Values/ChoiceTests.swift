import Schema
import Testing

@testable import Deployment

@Suite struct ChoiceTests {
  @Test func offersTheseWordsInThisOrder() {
    #expect(OdooVersion.allCases.map(\.printed) == ["18.0", "16.0", "17.0", "19.0"])
    #expect(OdooVersion.allCases.map(\.series) == [18, 16, 17, 19])
    #expect(
      OperatingSystem.allCases.map(\.printed) == [
        "ubuntu-24.04", "ubuntu-22.04", "ubuntu-26.04", "debian-12", "debian-13",
      ])
    #expect(LogLevel.allCases.map(\.printed) == ["info", "warn", "error", "debug"])
    #expect(MailSecurity.allCases.map(\.printed) == ["starttls", "tls", "none"])
    #expect(MailRelay.allCases.map(\.printed) == ["host", "none"])
    #expect(
      DNSProvider.allCases.map(\.printed)
        == ["cloudflare", "digitalocean", "route53", "google", "ovh", "linode", "rfc2136"])
    #expect(TransportProtocol.allCases.map(\.printed) == ["tcp", "udp"])
    #expect(SecretsProvider.allCases.map(\.printed) == ["files", "dotenv", "vault"])
  }

  @Test func namesTheNearestWord() {
    #expect(
      finding(OperatingSystem.self, "ubuntu-2404")
        == #"is not an operating system, did you mean "ubuntu-24.04"? [unknown-choice] | "#
        + "write one of ubuntu-24.04, ubuntu-22.04, ubuntu-26.04, debian-12, debian-13")
    #expect(
      finding(DNSProvider.self, "cloudfare")
        == #"is not a DNS provider, did you mean "cloudflare"? [unknown-choice] | "#
        + "write one of cloudflare, digitalocean, route53, google, ovh, linode, rfc2136; "
        + "for another provider, write tls.tenants and tls.superadmin with certificates that you obtain yourself")
    #expect(
      finding(SecretsProvider.self, "file")
        == #"is not a secrets provider, did you mean "files"? [unknown-choice] | write one of files, dotenv, vault"#)
  }

  @Test(arguments: [
    ("15", "is not a version of Odoo [unknown-choice] | write one of 18.0, 16.0, 17.0, 19.0"),
    ("saas-18.2", "is not a version of Odoo [unknown-choice] | write one of 18.0, 16.0, 17.0, 19.0"),
    ("", "is not a version of Odoo [unknown-choice] | write one of 18.0, 16.0, 17.0, 19.0"),
  ])
  func refusesOtherVersionsOfOdoo(_ text: String, answer: String) {
    #expect(finding(OdooVersion.self, text) == answer)
  }

  @Test func refusesOtherWords() {
    #expect(
      finding(LogLevel.self, "INFO")
        == "is not a log level, did you mean \"info\"? [unknown-choice] | write one of info, warn, error, debug")
    #expect(
      finding(MailSecurity.self, "ssl")
        == "is not a kind of mail security, did you mean \"tls\"? [unknown-choice] | write one of starttls, tls, none"
    )
    #expect(finding(TransportProtocol.self, "tcp/udp") == "is not a protocol [unknown-choice] | write one of tcp, udp")
  }
}
