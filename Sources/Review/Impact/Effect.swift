/// What applying a change takes on the server.
public enum Effect: Hashable, Sendable {
  /// Nothing: only people read it.
  case nothing
  /// Nothing now: a script or a value that the next run of a script reads.
  case nextRun
  /// The packages and settings of the host.
  case host
  /// The agent that makes the files of the secrets.
  case vault
  /// Secrets that are made or entered.
  case secrets
  /// The rules of ufw.
  case firewall
  /// Records at the DNS provider.
  case dns
  /// The rules about what the containers can reach.
  case egress
  /// The relay for mail.
  case mail
  /// The image is built again.
  case image
  /// All services stop for a moment, because a network is made again.
  case networks
  /// All services are made anew, under another name of the project.
  case project
  /// A container is made again.
  case recreate(String)
  /// The container of a database server is made again.
  case restartDatabase(String)
  /// nginx takes its configuration again; no request is lost.
  case reloadNginx
  /// A certificate is requested.
  case certificate
  /// The crontab of the backup is copied.
  case schedule
  /// gen does not know what reads the file, which a template of the user's makes.
  case unknown(String)

  /// Its place in the order in which things are done.
  var rank: Int {
    switch self {
    case .host: 0
    case .vault: 1
    case .secrets: 2
    case .firewall: 3
    case .dns: 4
    case .egress: 5
    case .mail: 6
    case .image: 7
    case .project: 8
    case .networks: 9
    case .restartDatabase: 10
    case .recreate: 11
    case .reloadNginx: 12
    case .certificate: 13
    case .schedule: 14
    case .unknown: 15
    case .nextRun: 16
    case .nothing: 17
    }
  }

  /// The name, as machines read it.
  public var name: String {
    switch self {
    case .nothing: "nothing"
    case .nextRun: "next-run"
    case .host: "prepare-host"
    case .vault: "vault"
    case .secrets: "secrets"
    case .firewall: "ufw"
    case .dns: "dns"
    case .egress: "egress"
    case .mail: "mail-relay"
    case .image: "build-image"
    case .networks: "renew-networks"
    case .project: "new-project"
    case .recreate: "recreate"
    case .restartDatabase: "restart-postgresql"
    case .reloadNginx: "reload-nginx"
    case .certificate: "certificate"
    case .schedule: "crontab"
    case .unknown: "unknown"
    }
  }

  /// The service or the file that it is about; nil where it is about the whole site.
  public var subject: String? {
    switch self {
    case .recreate(let name), .restartDatabase(let name), .unknown(let name): name
    default: nil
    }
  }

  /// In words, after "applying it:".
  var text: String {
    switch self {
    case .nothing: "nothing to do"
    case .nextRun: "takes effect when a script is next run"
    case .host: "run prepare-host.sh"
    case .vault: "run vault/install.sh"
    case .secrets: "make or enter secrets"
    case .firewall: "change ufw"
    case .dns: "enter DNS records"
    case .egress: "change the egress rules"
    case .mail: "set up the mail relay"
    case .image: "build the image"
    case .networks: "stop all services for a moment"
    case .project: "stop the old project and start a new one"
    case .recreate(let service): "recreate \(service)"
    case .restartDatabase(let service): "restart PostgreSQL in \(service)"
    case .reloadNginx: "reload nginx"
    case .certificate: "request certificates"
    case .schedule: "copy the crontab"
    case .unknown(let path): "find out what reads \(path)"
    }
  }
}

extension Effect: Comparable {
  /// In the order in which things are done.
  public static func < (left: Effect, right: Effect) -> Bool {
    (left.rank, left.subject ?? "") < (right.rank, right.subject ?? "")
  }
}
