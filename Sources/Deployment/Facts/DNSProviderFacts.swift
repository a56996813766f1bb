/// What depends on the DNS provider: by the documentation of certbot's plugin for it.
extension DNSProvider {
  /// The Debian package of the plugin.
  var certbotPlugin: String { "python3-certbot-dns-\(rawValue)" }

  /// The file with the provider's credentials. Route 53's plugin takes no file: it looks where Amazon's own tools do.
  var credentials: String {
    switch self {
    case .route53: "/root/.aws/credentials"
    case .google: "/etc/letsencrypt/google.json"
    default: "/etc/letsencrypt/\(rawValue).ini"
    }
  }

  /// How long the provider's name servers may take to have a new record, as the plugins' documentation says or longer.
  /// Route 53's plugin asks the provider instead, and takes no time to wait.
  var propagation: Seconds? {
    switch self {
    case .route53: nil
    case .cloudflare: Seconds(30)
    case .digitalocean, .rfc2136: Seconds(60)
    case .google, .linode, .ovh: Seconds(120)
    }
  }
}
