import Diagnostics
import Document

/// What an old deployment says, and the settings that say the same to gen. Looks at nothing but the files that it is given.
struct Importer {
  let files: [OldFile]
  var ledger = Ledger()
  var proposals = Proposals()
  var unread: [UnreadFile]
  /// Texts that are secret wherever they stand.
  var secrets: Set<String> = []
  /// What was read in another way than it may be meant.
  var remarks: [Diagnostic.Note] = []
  /// Settings of which only the operator can say what they are, and what is known of them.
  var placeholders: [String: String] = [:]
  var projects: [ComposeProject] = []
  var services: [OldService] = []
  /// The hosts that a proxy leads to an instance.
  var hosts: [(name: String, role: Role, fact: Int)] = []
  var mail: [Role: MailParts] = [:]
  /// The paths of files that something has read.
  var used: Set<String> = []
  /// Folders of modules: where they are mounted, and where they are in the folder that is imported.
  var addons: [(target: String, path: String, fact: Int)] = []
  /// The search path of modules that a configuration gives.
  var addonsPath: [String] = []
  /// Volumes, databases and roles that the data is in.
  var data = OldData()

  init(_ files: [OldFile], unread: [UnreadFile]) {
    self.files = files.sorted { $0.path < $1.path }
    self.unread = unread
  }

  /// Reads everything.
  ///
  /// - Parameter folder: the name of the folder that is imported, which compose takes for the project's where nothing else names it.
  mutating func run(folder: String) {
    readProjects()
    castServices()
    nameProject(folder)
    for index in services.indices { mapService(index) }
    mapTopLevel()
    mapConfigurations()
    mapNginx()
    mapDockerfiles()
    mapVariables()
    mapMail()
    mapAddons()
    mapDomains()
    nameUnread()
    for secret in secrets where secret.utf8.count < 6 { secrets.remove(secret) }
    ledger.hide(secrets)
  }

  /// Proposes a setting, unless another fact has proposed another value.
  mutating func carry(_ key: String, _ value: String, from fact: Int, isAlwaysWritten: Bool = false) {
    guard let other = proposals.propose(key, value, from: fact, isAlwaysWritten: isAlwaysWritten) else { return }
    ledger.settle(fact, .left("\(key) is one setting, and another line gives it as \(other)"))
  }

  /// Says of several facts what becomes of them.
  mutating func settle(_ facts: [Int], _ fate: Fate) {
    for fact in facts { ledger.settle(fact, fate) }
  }

  /// Notes a secret, and what becomes of it.
  mutating func settleSecret(_ fact: Int, _ value: String, as secret: String) {
    hide(value)
    ledger.settle(fact, .secret(secret))
  }

  /// Has a text hidden wherever it stands.
  mutating func hide(_ value: String) {
    if secrets.count < 200, !value.isEmpty, !value.hasPrefix("/run/secrets/") { secrets.insert(value) }
  }

  /// A file by its path.
  func file(_ path: String) -> OldFile? { files.first { $0.path == path } }

  /// Names the files that nothing has read.
  private mutating func nameUnread() {
    let known = Set(unread.map(\.path)).union(used)
    for file in files where !known.contains(file.path) {
      let name = file.name.lowercased()
      let reason =
        if ["example", "sample", "template", "dist"].contains(where: name.contains) {
          "an example, which nothing reads"
        } else if file.lines == nil { "not UTF-8 text" } else if name.contains("postgres") || name.hasPrefix("pg_") {
          "PostgreSQL's own configuration: write what differs from its defaults under postgres.settings"
        } else if name.hasSuffix(".yml") || name.hasSuffix(".yaml") {
          "no compose file"
        } else if name.hasPrefix("requirements") {
          "no Dockerfile installs it; odoo.requirements takes its lines"
        } else if name.contains("env") {
          "no service names it as env_file, and it is not the .env beside a compose file"
        } else { "neither an odoo.conf nor a site of nginx" }
      unread.append(UnreadFile(path: file.path, reason: reason))
    }
  }
}

/// A service of the old deployment.
struct OldService {
  /// What a service is, by its image.
  enum Kind {
    case odoo, database, other
  }

  /// The project that it belongs to, among the importer's.
  var project: Int
  var service: ComposeProject.Service
  var kind: Kind
  var role: Role?
  /// Its values, each with its path and its fact.
  var facts: [(path: [String], fact: Int)] = []

  /// The facts below a path.
  func facts(at path: [String]) -> [Int] { facts.filter { $0.path.starts(with: path) }.map(\.fact) }
}

/// Where the old deployment's data is, for the report.
struct OldData {
  /// The project's name, which Docker puts before the names of volumes.
  var project: String?
  /// What is to be said of each instance's data.
  var filestore: [Role: String] = [:]
  var service: [Role: String] = [:]
  var databaseService: [Role: String] = [:]
  var databaseUser: [Role: String] = [:]
  var databaseNames: [Role: [String]] = [:]
  var databaseFilter: [Role: String] = [:]
  var databaseVolume: [Role: String] = [:]
}

/// What the old deployment says of outgoing mail.
struct MailParts {
  var host: (value: String, fact: Int)?
  var port: (value: String, fact: Int)?
  var security: (value: String, fact: Int)?
  var user: (value: String, fact: Int)?
  var from: (value: String, fact: Int)?
}
