public import Schema

/// One certificate and its files.
public struct CertificatePlan: Tabled {
  let source: Traced<CertificateOrigin>
  let challenge: Traced<ChallengeKind>
  let name: Traced<Name>
  let names: Traced<[Traced<RecordName>]>
  let certificate: Traced<AbsolutePath>
  let key: Traced<AbsolutePath>

  /// One certificate.
  public static let table = Table(
    "certificate", CertificatePlan.init,
    Row("source", \.source, "Its source."),
    Row("challenge", \.challenge, "How its names are validated if it is not given: over port 80, or in the DNS."),
    Row("name", \.name, "Its name in certbot."),
    Row("names", \.names, "The host names that it covers."),
    Row("certificate", \.certificate, "The certificate with its chain."),
    Row("key", \.key, "Its private key."))
}

extension CertificatePlan {
  init(
    _ source: Traced<CertificateSource>, challenge: Traced<ChallengeKind>, site: Traced<ProjectName>, _ suffix: String,
    names: Traced<[Traced<RecordName>]>
  ) {
    let name = derive("name and -\(suffix)") { t in Name(canonical: "\(t(site).printed)-\(suffix)") }
    func file(_ issued: String, _ given: @escaping @Sendable (GivenCertificate) -> Traced<AbsolutePath>) -> Traced<
      AbsolutePath
    > {
      derive { t in
        switch t(source) {
        case .given(let files): return t(given(files))
        case .acme:
          t.explain("where certbot keeps it")
          return AbsolutePath(canonical: "/etc/letsencrypt/live/\(t(name).printed)/\(issued)")
        }
      }
    }
    self.init(
      source: derive { t in
        if case .given = t(source) { return .given }
        return .acme
      }, challenge: challenge, name: name, names: names, certificate: file("fullchain.pem") { $0.certificate },
      key: file("privkey.pem") { $0.key })
  }
}
