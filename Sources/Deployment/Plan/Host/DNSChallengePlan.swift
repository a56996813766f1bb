public import Schema

/// How certbot proves a wildcard in the DNS (ACME's DNS-01): by a plugin for the provider.
public struct DNSChallengePlan: Tabled {
  let provider: Traced<DNSProvider>
  let package: Traced<DebianPackage>
  let credentials: Traced<AbsolutePath>
  let propagationSeconds: Traced<Int?>

  /// The plugin and what it needs.
  public static let table = Table(
    "DNS challenge", DNSChallengePlan.init,
    Row("provider", \.provider, "The provider, which is in the plugin's name: dns-cloudflare."),
    Row("package", \.package, "The Debian package of the plugin."),
    Row("credentials", \.credentials, "The file on the server with the credentials, for root alone."),
    Row(
      "propagation_seconds", \.propagationSeconds,
      optional: "How long to wait for the name servers; absent where the provider itself says when they have it."))
}

extension DNSChallengePlan {
  init(_ tls: TLSSettings) {
    let provider = derive { t in t(tls.dnsProvider) ?? .cloudflare }
    self.init(
      provider: provider,
      package: derive("the plugin for tls.dns_provider") { t in
        DebianPackage(canonical: "python3-certbot-dns-\(t(provider).rawValue)")
      },
      credentials: derive("where the plugin for tls.dns_provider looks") { t in
        AbsolutePath(canonical: t(provider).credentials)
      },
      propagationSeconds: derive("what tls.dns_provider usually needs") { t in
        guard let usual = t(provider).propagation else { return nil }
        return (t(tls.dnsPropagation) ?? usual).count
      })
  }
}

extension DNSProvider {
  /// The file with the provider's credentials. Route 53's plugin takes no file: it looks where Amazon's own tools do.
  fileprivate var credentials: String {
    switch self {
    case .route53: "/root/.aws/credentials"
    case .google: "/etc/letsencrypt/google.json"
    default: "/etc/letsencrypt/\(rawValue).ini"
    }
  }

  /// How long the provider's name servers may take to have a new record, as the plugins' documentation says or longer.
  /// Route 53's plugin asks the provider instead, and takes no time to wait.
  fileprivate var propagation: Seconds? {
    switch self {
    case .route53: nil
    case .cloudflare: Seconds(30)
    case .digitalocean, .rfc2136: Seconds(60)
    case .google, .linode, .ovh: Seconds(120)
    }
  }
}
