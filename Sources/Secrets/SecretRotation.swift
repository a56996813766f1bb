import Deployment

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
    let isRepository = entry.keepers.contains(.repository)
    var steps = ["In \(catalogue.serverDirectory)/out on the server, with the new value in place:"]
    if catalogue.provider != .files {
      if isRepository { steps.append("  cp -p \(file) \(file).former") }
      steps.append("  ./fetch-secrets.sh")
    }
    var readers = entry.readers
    for keeper in entry.keepers {
      switch keeper {
      case .repository:
        steps += Self.repository(file)
        readers = []
      case .role(let role, let service):
        steps.append(Self.password(of: role, service: service, file))
        // The server has its new password; what logs in there has not.
        if readers != [service] { readers.removeAll { $0 == service } }
      }
    }
    // A script is run again; a service is made again. The notifier reads its password each time: a test shows that it is right.
    steps += readers.filter { $0.hasSuffix(".sh") }.map { $0 == "notify.sh" ? "  ./notify.sh --test" : "  ./\($0)" }
    readers.removeAll { $0.hasSuffix(".sh") }
    if !readers.isEmpty {
      steps.append("  docker compose up --detach --force-recreate --wait \(readers.joined(separator: " "))")
    }
    steps.append("Then check that everything works, and remove the former value.")
    self.steps = steps
  }

  /// The server keeps the role's password; `\password` sends it hashed, so that it is in no log and in no list of processes.
  private static func password(of role: String, service: String, _ file: String) -> String {
    "  { cat \(file); cat \(file); } | docker compose exec --no-TTY \(service) psql --username=postgres "
      + "--command='\\password \(role)'"
  }

  /// A repository has keys of its own: the new password opens it beside the old one, until that is removed. By backup.sh,
  /// which knows the repository and the credentials of its storage.
  private static func repository(_ file: String) -> [String] {
    [
      "  ./backup.sh --restic --password-file \(file).former key add --new-password-file \(file)",
      "  ./backup.sh --restic key list",
      "  ./backup.sh --restic key remove ID    # the ID that is not marked with *",
    ]
  }
}
