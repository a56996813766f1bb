public import Schema

/// The certificates.
public struct TLSPlan: Tabled {
  let acmeServer: Traced<HTTPURL>
  let dnsProvider: Traced<DNSProvider?>
  let dnsChallenge: Traced<DNSChallengePlan?>
  let superadmin: CertificatePlan
  let tenants: CertificatePlan

  /// The effective settings of TLS.
  public static let table = Table(
    "tls", TLSPlan.init,
    Row("acme_server", \.acmeServer, "The ACME directory of the certificate authority."),
    Row("dns_provider", \.dnsProvider, "The provider of the tenants' DNS."),
    Row(
      "dns_challenge", \.dnsChallenge,
      "How certbot validates names in the DNS; absent if no certificate needs that."),
    Row("superadmin", \.superadmin, "The superadmin's certificate."),
    Row("tenants", \.tenants, "The tenants' certificate, wildcard included."))
}

extension TLSPlan {
  init(_ site: Site) {
    let domains = site.domains
    let challenge = ChallengeKind.forSuperadmin(site)
    self.init(
      acmeServer: derive("tls.acme_server") { t in t(site.tls.acmeServer).directory },
      dnsProvider: site.tls.dnsProvider,
      dnsChallenge: derive { t in
        // A site that needs it and names no provider is refused.
        if case .acme = t(site.tls.tenants) { return DNSChallengePlan(site.tls) }
        guard case .acme = t(site.tls.superadmin), t(challenge) == .dns else { return nil }
        return DNSChallengePlan(site.tls)
      },
      superadmin: CertificatePlan(
        site.tls.superadmin, challenge: challenge, site: site.name, "superadmin",
        names: Traced(constant: [derive { t in RecordName(canonical: t(domains.superadmin).printed) }])),
      tenants: CertificatePlan(
        site.tls.tenants, challenge: Traced(constant: .dns), site: site.name, "tenants",
        names: Traced(constant: [
          derive("domains.tenants") { t in RecordName(canonical: t(domains.tenants).printed) },
          derive("every name below domains.tenants") { t in
            RecordName(canonical: "*.\(t(domains.tenants).printed)")
          },
        ])))
  }
}

extension ChallengeKind {
  /// The authority connects to port 80 from addresses that it does not publish (letsencrypt.org, FAQ), so no list of allowed ranges
  /// can let it in; and a proxy in front that redirects http to https has the challenge asked for on port 443.
  fileprivate static func forSuperadmin(_ site: Site) -> Traced<ChallengeKind> {
    derive("dns behind firewall.web_from or nginx.trusted_proxies, else http") { t in
      t(site.firewall.webFrom).isEmpty && t(site.nginx.trustedProxies).isEmpty ? .http : .dns
    }
  }
}
