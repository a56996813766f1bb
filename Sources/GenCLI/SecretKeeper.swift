import ArgumentParser
import Compiler
import Diagnostics
import Host
import Schema

/// The secrets of a site that has been read, and the place where they are kept.
struct SecretKeeper {
  let catalogue: SecretCatalogue
  private let folder: SecretFolder
  private let environment: SecretEnvironment

  init(_ site: String) throws {
    let bytes = try InputFile.read(site, limit: 1 << 20)
    let file = site == "-" ? "<stdin>" : site
    let model = SiteModel(bytes, file: file)
    guard let arena = model.arena, !model.diagnostics.hasErrors, let catalogue = SecretCatalogue(arena) else {
      Messages(sources: [file: Concealment.conceal(bytes)]).report(
        model.diagnostics.sorted.filter { $0.severity == .error })
      throw ExitCode(65)
    }
    self.catalogue = catalogue
    folder = SecretFolder(path: Session.beside(site, catalogue.directory))
    let parent = Session.beside(site, "")
    environment = SecretEnvironment(beside: parent.isEmpty ? "." : String(parent.dropLast()))
  }

  /// The secrets that have no value yet.
  func missing() throws -> [SecretCatalogue.Entry] {
    let states = try states()
    return catalogue.entries.filter { states[$0.name] ?? .missing == .missing }
  }

  /// Makes up values, and says for which.
  func add(_ entries: [SecretCatalogue.Entry]) throws {
    switch catalogue.provider {
    case .files:
      for entry in entries {
        try folder.add(entry.name, Array("\(NewPassword.make())\n".utf8))
        try StandardStream.output.write("\(folder.shown(entry.name))\n")
      }
    case .dotenv:
      guard !entries.isEmpty else { return }
      var file = try environment.read()?.file ?? EnvironmentFile([])
      for entry in entries { file.set(entry.variable, to: NewPassword.make()) }
      try environment.write(file)
      for entry in entries { try StandardStream.output.write("\(shown(entry))\n") }
    case .vault: throw inVault()
    }
  }

  /// Makes up another value for a secret.
  func rotate(_ entry: SecretCatalogue.Entry) throws {
    guard !entry.isGiven else {
      Messages().report([
        Diagnostic(
          .error, id: "given-secret", "\(shown(entry)) is given by the mail server, and cannot be made up", at: nil,
          help: "change it there, write it there, then recreate \(entry.readers.joined(separator: " and "))")
      ])
      throw ExitCode(65)
    }
    guard try states()[entry.name] ?? .missing != .missing else {
      Messages().report([
        Diagnostic(
          .error, id: "secret-missing", "\(shown(entry)) is missing, so there is nothing to rotate", at: nil,
          help: "run `gen secrets init`, which makes it")
      ])
      throw ExitCode(66)
    }
    switch catalogue.provider {
    case .files: try folder.replace(entry.name, Array("\(NewPassword.make())\n".utf8))
    case .dotenv:
      guard var file = try environment.read()?.file, file.rotate(entry.variable, to: NewPassword.make()) else {
        throw unfinished(entry)
      }
      try environment.write(file)
    case .vault: throw inVault()
    }
  }

  /// Everything that is wrong.
  func findings() throws -> [Diagnostic] {
    let shown = { @Sendable [folder, environment, catalogue] (entry: SecretCatalogue.Entry) in
      Self.shown(entry, catalogue, folder, environment)
    }
    return try open() + SecretCheck(catalogue, try states(), shown: shown).findings
  }

  /// What to say about a secret that somebody else decides on.
  func given(_ entry: SecretCatalogue.Entry) -> Diagnostic {
    Diagnostic(
      .warning, id: "given-secret", "\(shown(entry)) is missing, and cannot be made up: the \(entry.purpose)", at: nil,
      help: "write the password that you were given there")
  }

  func unknown(_ name: String) -> ExitCode {
    let hint = nearest(name, among: catalogue.entries.map(\.name)).map { ", did you mean \($0)?" } ?? ""
    Messages().report([
      Diagnostic(
        .error, id: "no-secret", "there is no secret \(name)\(hint)", at: nil, help: "`gen secrets list` lists them")
    ])
    return ExitCode(64)
  }

  /// A former value that is still there may be the one that the running system has.
  private func unfinished(_ entry: SecretCatalogue.Entry) -> ExitCode {
    Messages().report([
      Diagnostic(
        .error, id: "rotation-unfinished", "\(shown(entry))_FORMER is still there", at: nil,
        help: "carry the new value into the running system, as `gen secrets rotate` said; then remove the former one")
    ])
    return ExitCode(73)
  }

  /// gen does not talk to Vault, so that no token of it is ever needed here.
  private func inVault() -> ExitCode {
    Messages().report([
      Diagnostic(
        .error, id: "secrets-in-vault", "the secrets are in Vault, which gen does not write to", at: nil,
        help: "for each NAME of `gen secrets list`: "
          + "openssl rand -hex 32 | tr -d '\\n' | vault kv patch -mount=secret \(catalogue.site) NAME=-")
    ])
    return ExitCode(65)
  }

  /// What stands in the place of each secret.
  private func states() throws -> [String: SecretState] {
    guard catalogue.provider == .dotenv else {
      var states: [String: SecretState] = [:]
      for entry in catalogue.entries { states[entry.name] = try folder.state(of: entry.name) }
      return states
    }
    guard let (file, mode) = try environment.read() else { return [:] }
    var states: [String: SecretState] = [:]
    for entry in catalogue.entries {
      let values = file.values(of: entry.variable)
      if values.count > 1 { states[entry.name] = .unusable("stands there twice") }
      if values.count == 1 { states[entry.name] = .value(values[0], mode: mode) }
    }
    return states
  }

  /// Whether others can look into the place where the values are.
  private func open() throws -> [Diagnostic] {
    let (path, mode, wanted) =
      catalogue.provider == .dotenv
      ? (environment.path, try environment.read()?.mode, "0600") : (folder.path, try folder.mode(), "0700")
    guard let mode, mode & 0o077 != 0 else { return [] }
    return [
      Diagnostic(
        .error, id: "secret-mode", "\(path) is open to other users of this machine", at: nil,
        help: "chmod \(wanted) \(path)")
    ]
  }

  private func shown(_ entry: SecretCatalogue.Entry) -> String { Self.shown(entry, catalogue, folder, environment) }

  private static func shown(
    _ entry: SecretCatalogue.Entry, _ catalogue: SecretCatalogue, _ folder: SecretFolder,
    _ environment: SecretEnvironment
  ) -> String {
    catalogue.provider == .dotenv ? "\(environment.path): \(entry.variable)" : folder.shown(entry.name)
  }
}
