import Diagnostics
import Testing

@testable import Deployment

/// What a site shows to the Internet, and what it cannot have there; with the whole text.
@Suite struct ExposureRuleTests {
  private func lines(_ findings: [Diagnostic]) -> [String] {
    findings.map {
      "\($0.place?.span.start.line ?? 0) \($0.severity.rawValue): \($0.message) [\($0.id)]; " + ($0.help ?? "-")
    }
  }

  @Test func warnsOfAnOpenSuperadmin() {
    let exposed = { (read: Read) in read.all.filter { ![.backupHere, .alertsUnreachable].contains($0.id) } }
    #expect(
      lines(exposed(Read())) == [
        "5 warning: the superadmin's site is open to the Internet [superadmin-open]; "
          + "write odoo.superadmin.allow_from with the addresses of its operators"
      ])
    let listed = "odoo: {image: odoo:18.0-20260105, superadmin: {allow_from: [192.0.2.0/24]}}"
    #expect(lines(exposed(Read((RuleTests.image, listed)))) == [])
    #expect(lines(exposed(Read((RuleTests.image, RuleTests.image + "\nfirewall: {web_from: [192.0.2.0/24]}")))) == [])
  }

  @Test(arguments: [
    ("10.1.2.3", "10.0.0.0/8"), ("192.168.1.1", "192.168.0.0/16"), ("172.31.0.1", "172.16.0.0/12"),
    ("100.64.0.1", "100.64.0.0/10"),
  ]) func warnsOfAPrivateAddress(_ address: String, _ range: String) {
    #expect(
      lines(Read(("203.0.113.10", address)).findings) == [
        "4 warning: server.ipv4: \(address) is in \(range), which is not routed on the Internet [address-private]; "
          + "write the address by which visitors reach the server, or keep it for a site inside one network"
      ])
  }

  @Test(arguments: [
    ("ipv4: 203.0.113.10", "ipv4", "127.0.0.1", "127.0.0.0/8"), ("ipv4: 203.0.113.10", "ipv4", "0.0.0.0", "0.0.0.0/8"),
    ("ipv4: 203.0.113.10", "ipv4", "169.254.1.1", "169.254.0.0/16"),
    ("ipv4: 203.0.113.10", "ipv4", "255.255.255.255", "224.0.0.0/3"),
    ("ipv4: 203.0.113.10", "ipv4: 203.0.113.10, ipv6", "::1", "::/127"),
    ("ipv4: 203.0.113.10", "ipv4: 203.0.113.10, ipv6", "fe80::1", "fe80::/10"),
    ("ipv4: 203.0.113.10", "ipv4: 203.0.113.10, ipv6", "ff02::1", "ff00::/8"),
  ]) func refusesAnAddressThatNobodyReaches(_ old: String, _ key: String, _ address: String, _ range: String) {
    let last = key.hasSuffix("ipv6") ? "ipv6" : "ipv4"
    #expect(
      lines(Read((old, "\(key): \"\(address)\"")).findings) == [
        "4 error: server.\(last): \(address) is in \(range), where no visitor can reach a server [address-unusable]; "
          + "write the address by which visitors reach the server"
      ])
  }

  @Test func warnsOfAPrivateAddressOfIPv6() {
    #expect(
      lines(Read(("ipv4: 203.0.113.10", "ipv4: 203.0.113.10, ipv6: \"fd00::1\"")).findings) == [
        "4 warning: server.ipv6: fd00::1 is in fc00::/7, which is not routed on the Internet [address-private]; "
          + "write the address by which visitors reach the server, or keep it for a site inside one network"
      ])
    #expect(lines(Read(("ipv4: 203.0.113.10", "ipv4: 203.0.113.10, ipv6: \"2001:db8::1\"")).findings) == [])
  }

  @Test(arguments: ["9.255.255.255", "11.0.0.0", "172.32.0.1", "100.128.0.1", "203.0.113.10"])
  func acceptsPublicAddresses(_ address: String) {
    #expect(lines(Read(("203.0.113.10", address)).findings) == [])
  }

  @Test(arguments: ["shops.local", "a.shops.internal", "shops.test", "shops.home.arpa", "shops.lan"])
  func warnsOfDomainsThatNobodyCertifies(_ domain: String) {
    let suffix = domain.hasSuffix(".home.arpa") ? ".home.arpa" : "." + (domain.split(separator: ".").last ?? "")
    #expect(
      lines(Read(("shops.example.net", domain)).findings) == [
        "5 warning: domains.tenants: no public authority certifies names under \(suffix) [domain-uncertifiable]; "
          + "write a domain that you have registered, or tls.tenants with your own certificate"
      ])
    #expect(Read(("superadmin.example.com", "hq.\(domain)")).findings.map(\.id).contains(.domainUncertifiable))
    let given = "dns_provider: cloudflare, tenants: {certificate: /c.pem, key: /k.pem}"
    #expect(
      !Read(("shops.example.net", domain), ("dns_provider: cloudflare", given)).findings.map(\.id).contains(
        .domainUncertifiable))
    let own = "dns_provider: cloudflare, acme_server: \"https://ca.shops.internal/dir\""
    #expect(
      !Read(("shops.example.net", domain), ("dns_provider: cloudflare", own)).findings.map(\.id).contains(
        .domainUncertifiable))
  }

  @Test(arguments: ["shops.localnet.net", "local.example.net", "test.example.org", "shops.network"])
  func acceptsOtherDomains(_ domain: String) {
    #expect(!Read(("shops.example.net", domain)).findings.map(\.id).contains(.domainUncertifiable))
  }

  @Test func namesTheWayOut() {
    #expect(
      lines(Read(("cloudflare", "hetzner")).findings) == [
        "7 error: tls.dns_provider: \"hetzner\" is not a DNS provider [unknown-choice]; write one of cloudflare, digitalocean, "
          + "route53, google, ovh, linode, rfc2136; for another provider, write tls.tenants and tls.superadmin with "
          + "certificates that you obtain yourself"
      ])
    #expect(
      lines(Read(("tenants: shops.example.net", "tenants: shops.example.net, custom: [a.example.org]")).findings) == [
        "5 error: domains: the key \"custom\" is reserved for later [reserved-key]; remove it; a customer's own domain can "
          + "redirect to the tenant's name, by the customer's web server or DNS provider"
      ])
    let filter = "odoo: {image: odoo:18.0-20260105, tenants: {settings: {dbfilter: x}}}"
    #expect(
      lines(Read((RuleTests.image, filter)).findings) == [
        "6 error: dbfilter decides which database a visitor opens, or shows them all of them [odoo-option]; remove it; the database of a tenant is its name "
          + "and _db, and restore.sh can give a database that name"
      ])
  }

  @Test(arguments: ["\"${HOST}.example.net\"", "\"{{ host }}.example.net\""]) func saysThatNothingIsReplaced(
    _ value: String
  ) {
    let found = Read(("shops.example.net", value)).findings
    #expect(
      found.first?.help?.hasSuffix(
        "; values are taken as they are written: no variable and no template is replaced in site.yaml") == true,
      "\(lines(found))")
  }
}
