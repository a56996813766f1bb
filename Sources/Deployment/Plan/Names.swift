public import Schema

/// A name that the model gives: of a service, a network, a volume, a role or a secret.
public struct Name: Text {
  /// The name, such as `odoo_superadmin`.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "name", alphabet: ByteSet.alphanumerics.union(ByteSet("_-")), example: "odoo")

  /// Reads letters, digits, hyphens and underscores, a letter first.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    guard text.isMade(of: type.alphabet), text.utf8.first.map(ByteSet.alphanumerics.contains) == true else {
      throw Refusal(id: "name-format", "is not a name", help: "write letters, digits, - and _")
    }
    return text
  }
}

/// The path of an artifact, relative to the output folder.
public struct ArtifactPath: Text {
  /// The path, such as `initdb/db/10-role.sh`.
  public let printed: String
  /// Takes a path in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "artifact", alphabet: ByteSet.alphanumerics.union(ByteSet("./_-")), example: "odoo.conf")

  /// Reads a relative path.
  public static func canonical(_ text: String) throws(Refusal) -> String { try RelativePath.canonical(text) }
}

/// The SHA-256 of files, which is known once they are rendered.
public struct FilesHash: Text {
  /// The digest in hexadecimal digits.
  public let printed: String
  /// Takes a digest in its printed form.
  public init(canonical: String) { printed = canonical }
  /// What stands there before the files are rendered.
  public static let unknown = FilesHash(canonical: type.example)

  /// The type.
  public static let type = TextType(
    name: "hash of files", alphabet: ByteSet.digits.union(ByteSet("abcdef")),
    example: String(repeating: "0", count: 64), isLate: true)

  /// Reads 64 hexadecimal digits.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    guard text.utf8.count == 64, text.isMade(of: type.alphabet) else {
      throw Refusal(id: "hash-format", "is not a SHA-256 digest")
    }
    return text
  }
}

/// A regular expression of the model's making.
public struct Pattern: Text {
  /// The expression, such as `^%d_db$`.
  public let printed: String
  /// Takes an expression in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "pattern", alphabet: ByteSet.digits.union(.lowercase).union(ByteSet("^$%_")), example: "^%d_db$")

  /// Takes any expression of the alphabet.
  public static func canonical(_ text: String) throws(Refusal) -> String { text }
}

/// A domain name as a part of a regular expression: `shops[.]example[.]net`.
public struct DomainPattern: Text {
  /// The expression. Dots stand in brackets: a backslash would need another one in most files.
  public let printed: String
  /// Takes an expression in its printed form.
  public init(canonical: String) { printed = canonical }
  /// The expression that matches one name.
  init(_ name: DomainName) { printed = name.labels.joined(separator: "[.]") }

  /// The type.
  public static let type = TextType(
    name: "domain pattern", alphabet: DomainName.type.alphabet.union(ByteSet("[]")), example: "shops[.]example[.]net")

  /// Takes any expression of the alphabet.
  public static func canonical(_ text: String) throws(Refusal) -> String { text }
}

/// The owner of a DNS record: a domain name, or a wildcard below one.
public struct RecordName: Text {
  /// The name, such as `*.shops.example.net`.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "record name", alphabet: DomainName.type.alphabet.union(ByteSet("*")), example: "*.shops.example.net")

  /// Takes any name of the alphabet.
  public static func canonical(_ text: String) throws(Refusal) -> String { text }
}

/// An address of either family.
public struct Address: Text {
  /// The address.
  public let printed: String
  /// Takes an address in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "address", alphabet: IPv4Address.type.alphabet.union(IPv6Address.type.alphabet), example: "203.0.113.10")

  /// Takes any address of the alphabet.
  public static func canonical(_ text: String) throws(Refusal) -> String { text }
}

/// The contact as a name of the DNS, as an SOA record holds it.
public struct HostmasterName: Text {
  /// The name, such as `ops.example.net`; a dot of the local part has a backslash before it.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "hostmaster name", alphabet: ByteSet.alphanumerics.union(ByteSet("._+-\\")), example: "ops.example.net")

  /// Takes any name of the alphabet.
  public static func canonical(_ text: String) throws(Refusal) -> String { text }
}

/// A plain word or sentence of the model's making, which stands in comments and tables.
public struct Phrase: Text {
  /// The text.
  public let printed: String
  /// Takes a text in its printed form.
  public init(canonical: String) { printed = canonical }
  /// Takes a text of letters, digits, blanks and light punctuation.
  init(_ text: String) { printed = text }

  /// The type.
  public static let type = TextType(
    name: "phrase", alphabet: ByteSet.alphanumerics.union(ByteSet(" .,:'()/-")), example: "every tenant")

  /// Takes any text of the alphabet.
  public static func canonical(_ text: String) throws(Refusal) -> String { text }
}

/// Paths in the order of a search, with commas between them.
public struct PathList: Text {
  /// The paths.
  public let printed: String
  /// Takes a list in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "list of paths", alphabet: AbsolutePath.type.alphabet.union(ByteSet(",")),
    example: "/opt/addons/custom_addons")

  /// Takes any list of the alphabet.
  public static func canonical(_ text: String) throws(Refusal) -> String { text }
}

/// The version of a program, such as `1.24.0`.
public struct ProgramVersion: Text {
  /// The version.
  public let printed: String
  /// Takes a version in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(name: "version", alphabet: ByteSet.digits.union(ByteSet(".")), example: "1.24.0")

  /// Takes any version of the alphabet.
  public static func canonical(_ text: String) throws(Refusal) -> String { text }
}

/// A rate as nginx writes it: `10r/m`.
public struct NginxRate: Text {
  /// The rate.
  public let printed: String
  /// Takes a rate in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "rate of nginx", alphabet: ByteSet.digits.union(ByteSet("r/sm")), example: "10r/m")

  /// Takes any rate of the alphabet.
  public static func canonical(_ text: String) throws(Refusal) -> String { text }
}

/// What a firewall rule does.
public enum RuleAction: String, Choice {
  case allow, limit
  /// The type's name.
  public static let typeName = "action"
}

/// The type of an address record.
public enum AddressRecordType: String, Choice {
  case a = "A"
  case aaaa = "AAAA"
  /// The type's name.
  public static let typeName = "record type"
}

/// The property of a CAA record.
public enum CAATag: String, Choice {
  case issue, issuewild
  /// The type's name.
  public static let typeName = "CAA property"
}

/// Where a certificate comes from.
public enum CertificateOrigin: String, Choice {
  case acme, given
  /// The type's name.
  public static let typeName = "source of a certificate"
}

/// The name of an environment variable.
public struct VariableName: Text {
  /// The name, such as `SMTP_PASSWORD`.
  public let printed: String
  /// Takes a name in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "variable name", alphabet: ByteSet.uppercase.union(.digits).union(ByteSet("_")), example: "SMTP_PASSWORD")

  /// Takes any name of the alphabet.
  public static func canonical(_ text: String) throws(Refusal) -> String { text }
}
