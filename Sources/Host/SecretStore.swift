public import Compiler
public import Diagnostics

/// Where the values of secrets are kept. None of them ever leaves it but to be looked at.
public protocol SecretStore: Sendable {
  /// The place of a secret in words, such as `secrets/db_odoo_password`.
  func shown(_ entry: SecretCatalogue.Entry) -> String
  /// What stands in the place of each secret, by its name.
  func states(of entries: [SecretCatalogue.Entry]) throws(HostError) -> [String: SecretState]
  /// What is wrong when the machine's other users can look into the place; nil when they cannot.
  func exposure() throws(HostError) -> Diagnostic?
  /// Makes up a value where there is none; nothing is ever replaced.
  func add(_ entry: SecretCatalogue.Entry) throws(HostError)
  /// Makes up another value, and keeps the one that was there beside it.
  ///
  /// - Throws: 73 when a former value is still there: it may be the one that the running system has.
  func rotate(_ entry: SecretCatalogue.Entry) throws(HostError)
}

extension Diagnostic {
  /// That a file or a folder is open to others than its owner; nil when it is not.
  static func exposure(of path: String, mode: UInt16?, wanted: String) -> Diagnostic? {
    guard let mode, mode & 0o077 != 0 else { return nil }
    return Diagnostic(
      .error, id: "secret-mode", "\(path) is open to other users of this machine", at: nil,
      help: "chmod \(wanted) \(path)")
  }
}

extension HostError {
  /// That the last rotation has not come to its end.
  static func unfinishedRotation(_ former: String) -> HostError {
    HostError(
      .cannotCreate, id: "rotation-unfinished", "\(former) is still there",
      help: "carry the new value into the running system, as `gen secrets rotate` said; then remove the former one")
  }
}
