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
    Row("credentials", \.credentials, "The file with the credentials on the server, readable by root only."),
    Row(
      "propagation_seconds", \.propagationSeconds,
      "How long to wait for the name servers; absent if the provider itself reports when they are ready."))
}

extension DNSChallengePlan {
  init(_ tls: TLSSettings) {
    let provider = derive { t in t(tls.dnsProvider) ?? .cloudflare }
    self.init(
      provider: provider,
      package: derive("the plugin for tls.dns_provider") { t in
        DebianPackage(canonical: t(provider).certbotPlugin)
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
