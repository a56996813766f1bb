public import Schema

/// How certbot proves to the certificate authority that a name is ours: over port 80 (ACME's HTTP-01), or in the DNS (DNS-01).
public enum ChallengeKind: String, Choice {
  case http, dns
  /// The type's name.
  public static let typeName = "ACME challenge"
}
