import ArgumentParser
import Compiler
import Deployment
import Diagnostics
import Host
import Secrets
import TextTypes

/// The secrets of a site that has been read, and the place where they are kept.
struct SecretKeeper {
  let catalogue: SecretCatalogue
  private let store: any SecretStore

  /// - Parameter report: where findings about the site go; nil for standard error.
  init(_ path: String, _ report: Report? = nil) throws {
    let site = try SiteFile(path)
    catalogue = SecretCatalogue(try site.model(report))
    let files = SecretFolder(path: site.beside(catalogue.directory))
    switch catalogue.provider {
    case .files: store = files
    case .dotenv: store = SecretEnvironment(in: site.folder)
    case .vault: store = SecretVault(files: files, site: catalogue.site)
    }
  }

  /// Makes up the values that are missing, and says for which; others have to give some of them.
  func addMissing() throws {
    try refuseExposed()
    let states = try store.states(of: catalogue.entries)
    let missing = catalogue.entries.filter { states[$0.name] ?? .missing == .missing }
    if missing.contains(where: { !$0.isGiven }) { try store.prepare() }
    try refuse(try store.gitFindings(catalogue.entries))
    for entry in missing where !entry.isGiven {
      try store.add(entry)
      try StandardStream.output.write("\(store.shown(entry))\n")
    }
    Messages().report(
      missing.filter(\.isGiven).map { entry in
        Diagnostic(
          .warning, id: .givenSecret, "\(store.shown(entry)) is missing, and cannot be generated: the \(entry.purpose)",
          at: nil, help: "write the password that you were given into it")
      })
  }

  /// Everything that is wrong.
  func findings() throws -> [Diagnostic] {
    let check = SecretCheck(catalogue, try store.states(of: catalogue.entries)) { [store] in store.shown($0) }
    return try store.exposures() + store.gitFindings(catalogue.entries) + check.findings
  }

  /// Makes up another value for a secret, and returns the steps that are left to do.
  func rotate(_ name: String) throws -> [String] {
    guard let entry = catalogue.entry(name) else {
      let hint = nearest(name.lowercased(), among: catalogue.entries.map(\.name)).map { ", did you mean \($0)?" } ?? ""
      throw refusal(.noSecret, "the secret \(name) does not exist\(hint)", "`gen secrets list` lists them", status: 64)
    }
    guard !entry.isGiven else {
      throw refusal(
        .givenSecret, "\(store.shown(entry)) comes from somebody else, and cannot be generated: the \(entry.purpose)",
        "change it there, write it there, then recreate \(entry.readers.joined(separator: " and "))", status: 65)
    }
    guard try store.states(of: [entry])[entry.name] ?? .missing != .missing else {
      throw refusal(
        .secretMissing, "\(store.shown(entry)) is missing, so there is nothing to rotate",
        "run `gen secrets init`, which makes it", status: 66)
    }
    try refuseExposed()
    try refuse(try store.gitFindings(catalogue.entries))
    try store.rotate(entry)
    return SecretRotation(entry, in: catalogue).steps
  }

  /// Keeps a password from being written where others can come at it.
  private func refuseExposed() throws { try refuse(try store.exposures()) }

  private func refuse(_ findings: [Diagnostic]) throws {
    guard !findings.isEmpty else { return }
    Messages().report(findings)
    throw ExitCode(HostError.Kind.cannotCreate.rawValue)
  }

  private func refusal(_ id: FindingID, _ message: String, _ help: String, status: Int32) -> ExitCode {
    Messages().report([Diagnostic(.error, id: id, message, at: nil, help: help)])
    return ExitCode(status)
  }
}
