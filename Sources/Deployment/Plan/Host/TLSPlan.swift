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
      "How certbot validates the tenants' names in their DNS; absent if their certificate is given."),
    Row("superadmin", \.superadmin, "The superadmin's certificate."),
    Row("tenants", \.tenants, "The tenants' certificate, wildcard included."))
}

extension TLSPlan {
  init(_ site: Site) {
    let domains = site.domains
    self.init(
      acmeServer: derive("tls.acme_server") { t in t(site.tls.acmeServer).directory },
      dnsProvider: site.tls.dnsProvider,
      dnsChallenge: derive { t in
        guard case .acme = t(site.tls.tenants), t(site.tls.dnsProvider) != nil else { return nil }
        return DNSChallengePlan(site.tls)
      },
      superadmin: CertificatePlan(
        site.tls.superadmin, site: site.name, "superadmin",
        names: derive { t in [derive { t in RecordName(canonical: t(domains.superadmin).printed) }] }),
      tenants: CertificatePlan(
        site.tls.tenants, site: site.name, "tenants",
        names: derive { t in
          [
            derive("domains.tenants") { t in RecordName(canonical: t(domains.tenants).printed) },
            derive("every name below domains.tenants") { t in
              RecordName(canonical: "*.\(t(domains.tenants).printed)")
            },
          ]
        }))
  }
}
