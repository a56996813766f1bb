import Diagnostics
import Schema
import Testing

@testable import Deployment

/// What follows for certificates.
@Suite struct CertificateTests {
  @Test func namesWhatCertbotKnows() {
    let tls = Read().plan.host.tls
    #expect(look(tls.superadmin.name).printed == "shop-superadmin")
    #expect(look(tls.superadmin.names).map { look($0).printed } == ["superadmin.example.com"])
    #expect(look(tls.tenants.names).map { look($0).printed } == ["shops.example.net", "*.shops.example.net"])
    #expect(look(tls.tenants.key).printed == "/etc/letsencrypt/live/shop-tenants/privkey.pem")
  }

  @Test(arguments: [
    ("cloudflare", "/etc/letsencrypt/cloudflare.ini", 30), ("digitalocean", "/etc/letsencrypt/digitalocean.ini", 60),
    ("route53", "/root/.aws/credentials", nil), ("google", "/etc/letsencrypt/google.json", 120),
    ("ovh", "/etc/letsencrypt/ovh.ini", 120), ("linode", "/etc/letsencrypt/linode.ini", 120),
    ("rfc2136", "/etc/letsencrypt/rfc2136.ini", 60),
  ]) func knowsEveryProvider(_ provider: String, _ credentials: String, _ seconds: Int?) {
    let challenge = look(Read(("cloudflare", provider)).plan.host.tls.dnsChallenge)
    #expect(challenge.map { look($0.package).printed } == "python3-certbot-dns-\(provider)")
    #expect(challenge.map { look($0.credentials).printed } == credentials)
    #expect(challenge.flatMap { look($0.propagationSeconds) } == seconds)
  }

  @Test func waitsAsLongAsTheSiteSays() {
    let wait = { (provider: String) in
      look(Read(("cloudflare", "\(provider), dns_propagation: 5m")).plan.host.tls.dnsChallenge).flatMap {
        look($0.propagationSeconds)
      }
    }
    #expect(wait("rfc2136") == 300)
    #expect(wait("route53") == nil)
  }

  @Test func provesNothingWhereTheCertificateIsGiven() {
    let given = "dns_provider: cloudflare, tenants: {certificate: /c.pem, key: /k.pem}"
    let tls = Read(("dns_provider: cloudflare", given)).plan.host.tls
    #expect(look(tls.dnsChallenge) == nil)
    #expect(look(tls.tenants.source) == .given)
    #expect(look(tls.tenants.certificate).printed == "/c.pem")
  }

  @Test(arguments: [
    ("", ChallengeKind.http), ("\nfirewall: {web_from: [192.0.2.0/24]}", .dns),
    ("\nfirewall: {web_from: [192.0.2.0/24]}\nnginx: {trusted_proxies: [192.0.2.0/24]}", .dns),
    ("\nnginx: {trusted_proxies: [192.0.2.0/24]}", .dns),
  ]) func provesTheSuperadminWhereTheAuthorityCanLook(_ more: String, _ wanted: ChallengeKind) {
    let tls = Read((RuleTests.image, RuleTests.image + more)).plan.host.tls
    #expect(look(tls.superadmin.challenge) == wanted)
    #expect(look(tls.tenants.challenge) == .dns)
  }

  @Test(arguments: [
    (
      "firewall: {web_from: [192.0.2.0/24]}",
      "the superadmin's certificate cannot be validated: firewall.web_from closes port 80 to the certificate authority"
    ),
    (
      "nginx: {trusted_proxies: [192.0.2.0/24]}",
      "the superadmin's certificate cannot be validated over port 80, which nginx.trusted_proxies answer"
    ),
  ]) func asksForAProviderWherePort80IsClosed(_ more: String, _ message: String) {
    let given = "tenants: {certificate: /c.pem, key: /k.pem}"
    let read = Read(("dns_provider: cloudflare", given), (RuleTests.image, RuleTests.image + "\n" + more))
    let found = read.findings.filter { $0.id == .challengeUnreachable }
    #expect(found.map(\.message) == [message])
    #expect(
      found.map(\.help) == [
        "write tls.dns_provider, which validates it in the DNS, or tls.superadmin with your own certificate"
      ])
    let both = Read(
      ("dns_provider: cloudflare", "dns_provider: cloudflare, \(given)"),
      (RuleTests.image, RuleTests.image + "\n" + more))
    #expect(!both.findings.contains { $0.id == .challengeUnreachable })
    #expect(look(both.plan.host.tls.dnsChallenge) != nil)
  }

  @Test func refusesTooLongAWait() {
    let read = Read(("cloudflare", "cloudflare, dns_propagation: 2h"))
    #expect(read.findings.contains { $0.id == .outOfRange })
  }
}
