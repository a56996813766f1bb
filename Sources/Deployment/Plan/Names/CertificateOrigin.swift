public import Schema

/// Where a certificate comes from.
public enum CertificateOrigin: String, Choice {
  case acme, given
  /// The type's name.
  public static let typeName = "source of a certificate"
}
