import Diagnostics
public import Document
public import Model
public import Schema
import TextTypes

/// Where certificates come from.
public struct TLSSettings: Section {
  let acmeServer: Traced<ACMEServer>
  let dnsProvider: Traced<DNSProvider?>
  let dnsPropagation: Traced<Seconds?>
  let superadmin: Traced<CertificateSource>
  let tenants: Traced<CertificateSource>

  /// The settings under `tls`.
  public static let section = SectionTable(
    "tls", TLSSettings.init,
    Row(
      "acme_server", \.acmeServer, default: .letsEncrypt,
      "The certificate authority: letsencrypt, letsencrypt-staging, or the address of an ACME directory."
    ).example("letsencrypt-staging"),
    Row(
      "dns_provider", \.dnsProvider,
      optional:
        "The provider of the DNS, where the wildcard certificate is validated, and behind firewall.web_from or a proxy the superadmin's too; required unless they are given."
    ).example("cloudflare"),
    Row(
      "dns_propagation", \.dnsPropagation, in: Seconds(1)...Seconds(3600),
      optional:
        "How long to wait until all name servers have a challenge's record; the default is the time that the provider usually needs."
    ).example("2m"),
    Row(
      "superadmin", \.superadmin, default: .acme, written: "acme",
      "The superadmin's certificate: acme, or the files of a given one."
    ).example("acme"),
    Row(
      "tenants", \.tenants, default: .acme, written: "acme",
      "The tenants' certificate, wildcard included: acme, or the files of a given one."
    ).example("acme"))
}

/// The files of a certificate that the operator gives.
public struct GivenCertificate: Section {
  let certificate: Traced<AbsolutePath>
  let key: Traced<AbsolutePath>

  /// The settings of a given certificate.
  public static let section = SectionTable(
    "certificate", GivenCertificate.init,
    Row("certificate", \.certificate, "The certificate with its chain, in PEM form, on the server.").example(
      "/etc/ssl/stockshop/fullchain.pem"),
    Row("key", \.key, "Its private key, in PEM form, on the server.").example("/etc/ssl/stockshop/privkey.pem"))
}

/// A certificate: issued by ACME, or given.
public enum CertificateSource: Readable {
  /// Issued and renewed by ACME.
  case acme
  /// Files that the operator puts on the server.
  case given(GivenCertificate)

  /// One word, or a mapping.
  public static var shape: Shape {
    .either([
      .text(TextType(name: "word", words: ["acme"])),
      GivenCertificate.shape,
    ])
  }
  /// By ACME.
  public static let placeholder = CertificateSource.acme

  /// Reads `acme`, or a mapping of the two files.
  public static func read(_ node: Node, at path: String, in decoding: inout Decoding) -> CertificateSource? {
    switch node.content {
    case .mapping: return GivenCertificate.read(node, at: path, in: &decoding).map(CertificateSource.given)
    case .scalar(let scalar) where scalar.text == "acme": return .acme
    case .scalar(let scalar) where !["", "~", "null", "Null", "NULL"].contains(scalar.text):
      decoding.refuse(
        scalar.text, at: path, node.place,
        Refusal(
          id: .unknownChoice, "is not where a certificate can come from",
          help: "write acme, or `certificate:` and `key:` under it"))
      return nil
    default:
      decoding.mismatch(node, at: path, expected: shape)
      return nil
    }
  }

  /// Writes the word, or the record.
  public func project(into arena: inout Arena, at cell: Int, origins: Int32) {
    switch self {
    case .acme: arena.setScalar("acme", at: cell, origins: origins)
    case .given(let files): files.project(into: &arena, at: cell)
    }
  }
}
