public import Schema

/// The certificates.
public struct TLSPlan: Tabled {
  let acmeServer: Traced<HTTPURL>
  let dnsProvider: Traced<DNSProvider?>
  let superadmin: CertificatePlan
  let tenants: CertificatePlan

  /// The effective settings of TLS.
  public static let table = Table(
    "tls", TLSPlan.init,
    Row("acme_server", \.acmeServer, "The ACME directory of the certificate authority."),
    Row("dns_provider", \.dnsProvider, "Where the tenants' DNS is kept."),
    Row("superadmin", \.superadmin, "The superadmin's certificate."),
    Row("tenants", \.tenants, "The tenants' certificate, wildcard included."))
}

/// One certificate and its files.
public struct CertificatePlan: Tabled {
  let source: Traced<CertificateOrigin>
  let certificate: Traced<AbsolutePath>
  let key: Traced<AbsolutePath>

  /// One certificate.
  public static let table = Table(
    "certificate", CertificatePlan.init,
    Row("source", \.source, "Where it comes from."),
    Row("certificate", \.certificate, "The certificate with its chain."),
    Row("key", \.key, "Its private key."))
}

extension TLSPlan {
  init(_ site: Site) {
    self.init(
      acmeServer: derive("tls.acme_server") { t in t(site.tls.acmeServer).directory },
      dnsProvider: site.tls.dnsProvider,
      superadmin: CertificatePlan(site.tls.superadmin, name: site.name, "superadmin"),
      tenants: CertificatePlan(site.tls.tenants, name: site.name, "tenants"))
  }
}

extension CertificatePlan {
  fileprivate init(_ source: Traced<CertificateSource>, name: Traced<ProjectName>, _ suffix: String) {
    func file(_ issued: String, _ given: @escaping @Sendable (GivenCertificate) -> Traced<AbsolutePath>) -> Traced<
      AbsolutePath
    > {
      derive { t in
        switch t(source) {
        case .given(let files): return t(given(files))
        case .acme:
          t.explain("where certbot keeps it")
          return AbsolutePath(canonical: "/etc/letsencrypt/live/\(t(name).printed)-\(suffix)/\(issued)")
        }
      }
    }
    self.init(
      source: derive { t in
        if case .given = t(source) { return .given }
        return .acme
      }, certificate: file("fullchain.pem") { $0.certificate }, key: file("privkey.pem") { $0.key })
  }
}
