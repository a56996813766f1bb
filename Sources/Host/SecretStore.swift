public import Diagnostics
public import Secrets

/// Where the values of secrets are kept. None of them ever leaves it but to be looked at.
public protocol SecretStore: Sendable {
  /// The place of a secret in words, such as `secrets/db_odoo_password`.
  func shown(_ entry: SecretCatalogue.Entry) -> String
  /// What is in the place of each secret, by its name.
  func states(of entries: [SecretCatalogue.Entry]) throws(HostError) -> [String: SecretState]
  /// What is wrong when the machine's other users can come at the place.
  func exposures() throws(HostError) -> [Diagnostic]
  /// What is wrong when git keeps the place of a secret, or would with the next `git add -A`.
  func gitFindings(_ entries: [SecretCatalogue.Entry]) throws(HostError) -> [Diagnostic]
  /// Makes what secrets are put into, as far as it is gen's own.
  func prepare() throws(HostError)
  /// Makes up a value where there is none; nothing is ever replaced.
  func add(_ entry: SecretCatalogue.Entry) throws(HostError)
  /// Makes up another value, and keeps the one that was there beside it.
  ///
  /// - Throws: 73 when a former value is still there: it may be the one that the running system has.
  func rotate(_ entry: SecretCatalogue.Entry) throws(HostError)
}

extension HostError {
  /// That the last rotation has not come to its end.
  static func unfinishedRotation(_ former: String) -> HostError {
    HostError(
      .cannotCreate, id: .rotationUnfinished, "\(former) is still there",
      help: "bring the new value into the running system, as `gen secrets rotate` said; then remove the former one")
  }
}
