public import Diagnostics
public import Secrets

/// Secrets that are kept in HashiCorp's Vault. gen does not talk to it, so that no token is ever needed here: only the files that
/// fetch-secrets.sh has made of them are looked at.
public struct SecretVault: SecretStore {
  private let files: SecretFolder
  private let site: String

  /// - Parameters:
  ///   - files: the folder of the files.
  ///   - site: the site's name, which is the path of its secrets in Vault.
  public init(files: SecretFolder, site: String) {
    self.files = files
    self.site = site
  }

  /// The file that is made of a secret.
  public func shown(_ entry: SecretCatalogue.Entry) -> String { files.shown(entry) }

  /// What is at each file.
  public func states(of entries: [SecretCatalogue.Entry]) throws(HostError) -> [String: SecretState] {
    try files.states(of: entries)
  }

  /// Whether others can come at the files.
  public func exposures() throws(HostError) -> [Diagnostic] { try files.exposures() }

  /// Whether git keeps the files.
  public func gitFindings(_ entries: [SecretCatalogue.Entry]) throws(HostError) -> [Diagnostic] {
    try files.gitFindings(entries)
  }

  /// fetch-secrets.sh makes the folder.
  public func prepare() {}

  /// Is left to Vault's own program.
  public func add(_ entry: SecretCatalogue.Entry) throws(HostError) { throw elsewhere(entry) }

  /// Is left to Vault's own program.
  public func rotate(_ entry: SecretCatalogue.Entry) throws(HostError) { throw elsewhere(entry) }

  private func elsewhere(_ entry: SecretCatalogue.Entry) -> HostError {
    HostError(
      .badInput, id: .secretsInVault, "\(entry.name) belongs in Vault, which gen does not write to",
      help: "for it, and each other NAME of `gen secrets list`: "
        + "openssl rand -hex 32 | tr -d '\\n' | vault kv patch -mount=secret \(site) NAME=-")
  }
}
