public import Diagnostics
public import Output

/// What is found where a secret should be.
public enum SecretState: Hashable, Sendable {
  case missing
  /// Something stands there that is no file, or cannot be read; what it is, in words.
  case unusable(String)
  /// A value, with the permission bits of the file that it has for itself, and that containers read.
  case value([UInt8], mode: UInt16?)

  /// What a file of its own holds.
  public init(_ entry: DiskEntry) {
    switch entry {
    case .missing: self = .missing
    case .file(let mode, let bytes): self = .value(bytes, mode: mode)
    case .oversized: self = .unusable("is far too large")
    case .folder: self = .unusable("is a folder")
    case .symbolicLink: self = .unusable("is a symbolic link, which containers would not follow")
    case .special, .blocked: self = .unusable("is not a regular file")
    }
  }
}

/// Says what is wrong with the secrets of a site, and never what they are.
public struct SecretCheck: Sendable {
  private let catalogue: SecretCatalogue
  /// What stands where, by the secret's name.
  private let states: [String: SecretState]
  /// The place of a secret in words, such as `secrets/db_odoo_password`.
  private let shown: @Sendable (SecretCatalogue.Entry) -> String

  /// - Parameters:
  ///   - states: what is found, by name; a secret that is not in it is missing.
  ///   - shown: names the place of a secret in messages.
  public init(
    _ catalogue: SecretCatalogue, _ states: [String: SecretState],
    shown: @escaping @Sendable (SecretCatalogue.Entry) -> String
  ) {
    self.catalogue = catalogue
    self.states = states
    self.shown = shown
  }

  /// Everything that is wrong, in the order of the secrets.
  public var findings: [Diagnostic] {
    var seen: [[UInt8]: SecretCatalogue.Entry] = [:]
    return catalogue.entries.flatMap { entry -> [Diagnostic] in
      guard case .value(let bytes, _) = states[entry.name] ?? .missing else { return alone(entry) }
      let value = Self.withoutLineEnd(bytes)
      if let other = seen[value], !value.isEmpty { return alone(entry) + [reused(entry, other)] }
      seen[value] = entry
      return alone(entry)
    }
  }

  /// A value without the line feed that files end in.
  static func withoutLineEnd(_ bytes: [UInt8]) -> [UInt8] {
    bytes.last == 0x0A ? Array(bytes.dropLast()) : bytes
  }

  private func alone(_ entry: SecretCatalogue.Entry) -> [Diagnostic] {
    switch states[entry.name] ?? .missing {
    case .missing:
      let help =
        entry.isGiven
        ? "write the one that the mail server's operator has given you" : "run `gen secrets init`, which makes it"
      return [finding(.secretMissing, entry, "is missing", help)]
    case .unusable(let reason):
      return [finding(.secretUnusable, entry, reason, "put a file of one line there")]
    case .value(let bytes, let mode):
      return [fault(in: bytes, of: entry), mode.flatMap { permissions($0, of: entry) }].compactMap(\.self)
    }
  }

  private func fault(in bytes: [UInt8], of entry: SecretCatalogue.Entry) -> Diagnostic? {
    guard let fault = SecretFault.first(in: Self.withoutLineEnd(bytes)) else { return nil }
    // Its strength is up to the service that issued it.
    if entry.isGiven, fault == .weak { return nil }
    let help =
      entry.isGiven
      ? "ask for another one"
      : "before the first start, remove it and run `gen secrets init`; later, `gen secrets rotate \(entry.name)`"
    return finding(.secretWeak, entry, fault.message, help)
  }

  private func permissions(_ mode: UInt16, of entry: SecretCatalogue.Entry) -> Diagnostic? {
    if mode & 0o022 != 0 {
      return finding(.secretMode, entry, "can be changed by others", "chmod 0444 \(shown(entry))")
    }
    guard mode & 0o444 != 0o444 else { return nil }
    return finding(
      .secretMode, entry, "cannot be read by the users of the containers, who do not exist on this machine",
      "chmod 0444 \(shown(entry)); the folder, which is 0700, keeps the machine's other users out")
  }

  private func reused(_ entry: SecretCatalogue.Entry, _ other: SecretCatalogue.Entry) -> Diagnostic {
    finding(
      .secretReused, entry, "is the same as \(other.name): whoever has one has both",
      "give each its own: `gen secrets rotate \(entry.name)`")
  }

  private func finding(_ id: FindingID, _ entry: SecretCatalogue.Entry, _ message: String, _ help: String) -> Diagnostic
  {
    Diagnostic(.error, id: id, "\(shown(entry)) \(message)", at: nil, help: help)
  }
}
