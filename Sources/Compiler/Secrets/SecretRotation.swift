/// How a new value comes into the running system: commands for the folder of docker-compose.yml on the server.
public struct SecretRotation: Sendable {
  /// The steps, each a sentence or a command, in their order.
  public let steps: [String]

  /// Describes the way of one secret.
  ///
  /// - Parameters:
  ///   - entry: the secret.
  ///   - catalogue: the site's secrets.
  public init(_ entry: SecretCatalogue.Entry, in catalogue: SecretCatalogue) {
    let file = "../\(catalogue.directory)/\(entry.name)"
    var steps = ["In \(catalogue.text("server.directory"))/out on the server, with the new value in place:"]
    if catalogue.provider != .files {
      if entry.name == "restic_password" { steps.append("  cp -p \(file) \(file).former") }
      steps.append("  ./fetch-secrets.sh")
    }
    switch entry.name {
    case "restic_password": steps += Self.repository(catalogue, file)
    case _ where entry.name.hasPrefix("db_"): steps += Self.database(entry, catalogue, file)
    default:
      steps.append("  docker compose up --detach --force-recreate --wait \(entry.readers.joined(separator: " "))")
    }
    steps.append("Then check that all is well, and remove the former value.")
    self.steps = steps
  }

  /// The server keeps the role's password; `\password` sends it hashed, so that it is in no log and in no list of processes.
  private static func database(
    _ entry: SecretCatalogue.Entry, _ catalogue: SecretCatalogue, _ file: String
  ) -> [String] {
    let isSuperadmin = entry.name.hasPrefix("db_superadmin_")
    let server = "postgres.\(isSuperadmin ? "superadmin" : "tenants")"
    let service = catalogue.text("\(server).service")
    let role = entry.name.hasSuffix("_postgres_password") ? "postgres" : catalogue.text("\(server).role")
    let others = entry.readers.filter { $0 != service }
    return [
      "  { cat \(file); cat \(file); } | docker compose exec --no-TTY \(service) psql --username=postgres "
        + "--command='\\password \(role)'",
      "  docker compose up --detach --force-recreate --wait \((others.isEmpty ? [service] : others).joined(separator: " "))",
    ]
  }

  /// A repository has keys of its own: the new password opens it beside the old one, until that is removed.
  private static func repository(_ catalogue: SecretCatalogue, _ file: String) -> [String] {
    let repository = quoted(catalogue.text("backup.repository"))
    return [
      "  restic --repo \(repository) --password-file \(file).former key add --new-password-file \(file)",
      "  restic --repo \(repository) --password-file \(file) key list",
      "  restic --repo \(repository) --password-file \(file) key remove ID    # the one that is not marked with *",
    ]
  }

  /// A word for the shell.
  private static func quoted(_ text: String) -> String {
    "'\(text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''"))'"
  }
}
