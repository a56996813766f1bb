import Compiler
import JSON
public import Model

/// The secrets of a site by name, for the commands that keep their values. No value is ever in it.
public struct SecretCatalogue: Sendable {
  /// Where the operator keeps the values: `secrets.provider`, for those who do not see the model's own types.
  public enum Provider: String, Sendable {
    /// One file for each, in a folder beside site.yaml.
    case files
    /// Lines of a `.env` file beside site.yaml.
    case dotenv
    /// HashiCorp's Vault, which gen does not talk to.
    case vault
  }

  /// One secret.
  public struct Entry: Hashable, Sendable {
    /// The name of its file, such as `db_odoo_password`.
    public var name: String
    /// The same in upper case, for providers that keep variables.
    public var variable: String
    /// What it is for.
    public var purpose: String
    /// The services and scripts that read it.
    public var readers: [String]
    /// Whether somebody else decides what it is, so that it cannot be made up.
    public var isGiven: Bool
  }

  /// Where the values are kept.
  public let provider: Provider
  /// The folder of the files that containers read, relative to site.yaml.
  public let directory: String
  /// All secrets, in the order in which services are described.
  public let entries: [Entry]
  /// The model, for the names of services and roles.
  let model: JSONValue

  /// Takes the secrets from a model.
  public init?(_ arena: Arena) {
    model = JSONValue(arena, SiteModel.type)
    guard let secrets = model["secrets"], let provider = secrets["provider"]?.text.flatMap(Provider.init),
      let directory = secrets["directory"]?.text, case .array(let files)? = secrets["files"]
    else { return nil }
    self.provider = provider
    self.directory = directory
    entries = files.map { file in
      var readers: [String] = []
      if case .array(let elements)? = file["readers"] { readers = elements.compactMap(\.text) }
      return Entry(
        name: file["name"]?.text ?? "", variable: file["variable"]?.text ?? "", purpose: file["purpose"]?.text ?? "",
        readers: readers, isGiven: file["is_given"] == true)
    }
  }

  /// The name of the site.
  public var site: String { text("name") }

  /// The secret of a name.
  public func entry(_ name: String) -> Entry? { entries.first { $0.name == name } }

  /// A text of the model; empty where there is none.
  func text(_ path: String) -> String {
    path.split(separator: ".").reduce(Optional(model)) { value, key in value?[String(key)] }?.text ?? ""
  }
}

extension JSONValue {
  /// The text of a string.
  fileprivate var text: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }
}
