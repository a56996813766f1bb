import Diagnostics
public import Model
public import Schema
public import TextTypes

/// Which certificate authority issues: one that is known by name, or the address of its ACME directory.
public enum ACMEServer: Leaf {
  /// Let's Encrypt.
  case letsEncrypt
  /// Let's Encrypt's server for tests, whose certificates nobody trusts.
  case letsEncryptStaging
  /// Another authority's directory.
  case directory(HTTPURL)

  /// The type.
  public static let shape = Shape.text(
    TextType(
      name: "ACME server", alphabet: HTTPURL.type.alphabet, traits: .isWord,
      pattern: "^(letsencrypt|letsencrypt-staging|[Hh][Tt][Tt][Pp][Ss]://[^ ]+)$", example: "letsencrypt"))
  /// The type's example.
  public static let placeholder = ACMEServer.letsEncrypt

  /// Reads a name, or the https address of a directory (RFC 8555, section 6.1, asks for https).
  public init(parsing text: String) throws(Refusal) {
    if text == "letsencrypt" {
      self = .letsEncrypt
    } else if text == "letsencrypt-staging" {
      self = .letsEncryptStaging
    } else if text.utf8.count <= HTTPURL.limit, text.folded.begins(with: "https://") {
      self = .directory(try HTTPURL(parsing: text))
    } else {
      throw Refusal(
        id: .acmeFormat, "is not an ACME server",
        help: "write letsencrypt, letsencrypt-staging, or the https address of an ACME directory")
    }
  }

  /// The setting as it is written in site.yaml.
  public var printed: String {
    switch self {
    case .letsEncrypt: "letsencrypt"
    case .letsEncryptStaging: "letsencrypt-staging"
    case .directory(let url): url.printed
    }
  }

  /// The address of the directory, as Let's Encrypt's documentation gives its own.
  public var directory: HTTPURL {
    switch self {
    case .letsEncrypt: HTTPURL(canonical: "https://acme-v02.api.letsencrypt.org/directory")
    case .letsEncryptStaging: HTTPURL(canonical: "https://acme-staging-v02.api.letsencrypt.org/directory")
    case .directory(let url): url
    }
  }
}
