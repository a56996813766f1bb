public import Compiler
public import Deployment
import Schema
import TextTypes

/// The secrets of a site by name, for the commands that keep their values. No value is ever in it.
public struct SecretCatalogue: Sendable {
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
    /// What compares it with a copy of its own, and so has to be told a new value.
    var keepers: [Keeper] = []
  }

  /// What compares a secret with a copy of its own.
  enum Keeper: Hashable, Sendable {
    /// The repository of the backups.
    case repository
    /// A role of a database server, by its service.
    case role(String, service: String)
  }

  /// Where the values are kept.
  public let provider: SecretsProvider
  /// The folder of the files that containers read, relative to site.yaml.
  public let directory: String
  /// The name of the site.
  public let site: String
  /// The folder of the repository on the server.
  let serverDirectory: String
  /// All secrets, in the order in which services are described.
  public let entries: [Entry]

  /// Takes the secrets from the model of a site.
  public init(_ model: SiteModel) {
    let deployment = model.deployment
    let secrets = deployment.containers.secrets
    self = observe { t in
      let keepers = Self.keepers(deployment, t)
      return SecretCatalogue(
        provider: t(secrets.provider), directory: t(secrets.directory).printed, site: t(deployment.name).printed,
        serverDirectory: t(deployment.host.server.directory).printed,
        entries: t(secrets.files).map { file in
          let name = t(file.name)
          return Entry(
            name: name.printed, variable: t(file.variable).printed, purpose: t(file.purpose).printed,
            readers: t(file.readers).map { t($0).printed }, isGiven: t(file.isGiven),
            keepers: keepers.filter { $0.secret == name }.map(\.keeper))
        })
    }
  }

  private init(
    provider: SecretsProvider, directory: String, site: String, serverDirectory: String, entries: [Entry]
  ) {
    self.provider = provider
    self.directory = directory
    self.site = site
    self.serverDirectory = serverDirectory
    self.entries = entries
  }

  /// The secret of a name.
  public func entry(_ name: String) -> Entry? { entries.first { $0.name == name } }

  /// Who keeps a copy of which secret: the repository of the backups, and the roles of every database server.
  private static func keepers(_ deployment: Deployment, _ t: Trace) -> [(secret: Name, keeper: Keeper)] {
    let postgres = deployment.containers.postgres
    let roles = t(deployment.containers.instances).map(\.postgres).flatMap { server in
      let service = t(server.service).printed
      var roles = [
        (server.roles.superuserSecret, "postgres"), (server.roles.roleSecret, t(server.roles.role).printed),
      ]
      if t(server.roles.monitor.isMeasured) {
        roles.append((server.roles.monitor.secret, t(server.roles.monitor.role).printed))
      }
      if t(server.roles.hasGuests) {
        roles.append((postgres.provisioningSecret, t(postgres.provisioningRole).printed))
      }
      return roles.map { secret, role in (secret: t(secret), keeper: Keeper.role(role, service: service)) }
    }
    return [(t(deployment.host.backup.passwordSecret), .repository)] + roles
  }
}
