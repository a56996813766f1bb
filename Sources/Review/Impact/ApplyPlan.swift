import Compiler
import Deployment
import Digest
import Output
import Schema

/// The commands that apply all changes, in their order, to be run as root in the output folder on the server.
public struct ApplyPlan: Sendable {
  /// A command with what it is for.
  public struct Step: Hashable, Sendable {
    /// The command; nil for what people do.
    public var command: String?
    /// What it does here.
    public var reason: String
    /// The effects that it brings about.
    public var effects: [Effect]
  }

  /// The digest of the SHA256SUMS that the changes start from, as `sha256sum SHA256SUMS` prints it; nil where there is none.
  public let base: String?
  /// The same of the SHA256SUMS that they lead to.
  public let target: String
  /// The folder on the server.
  public let folder: String
  /// The steps.
  public let steps: [Step]

  init(_ entries: [Entry], _ build: Build, _ base: ReviewBase) {
    self.base = base.manifest?.checksums.digest
    target = build.tree.manifest.checksums.digest
    folder = observe { t in t(build.model.deployment.host.server.directory).printed } + "/out"
    let name = observe { t in t(build.model.deployment.name).printed }
    steps = Self.steps(Set(entries.flatMap(\.effects)), name: name)
  }

  /// The steps of a set of effects.
  static func steps(_ effects: Set<Effect>, name: String) -> [Step] {
    func these(_ wanted: (Effect) -> Bool) -> [Effect] { effects.filter(wanted).sorted() }
    var steps: [Step] = []
    func add(_ command: String?, _ found: [Effect]) {
      if found.isEmpty { return }
      steps.append(Step(command: command, reason: found.map(\.text).joined(separator: ", "), effects: found))
    }
    add("./prepare-host.sh", these { $0 == .host })
    add("./vault/install.sh", these { $0 == .vault })
    add("gen secrets init ../site.yaml", these { $0 == .secrets })
    add("./ufw.sh", these { $0 == .firewall })
    add(nil, these { $0 == .dns })
    add("./dns/check-dns.sh", these { $0 == .dns })
    // deploy.sh builds, starts, and runs egress.sh, mail/install.sh and nginx/install.sh; where no container changes, those do.
    let containers = these(\.isOfContainers)
    if containers.isEmpty {
      add("./egress.sh", these { $0 == .egress })
      add("./mail/install.sh", these { $0 == .mail })
      add("./nginx/install.sh", these { $0 == .reloadNginx })
    } else {
      add("./deploy.sh --here", these { $0.isOfContainers || $0 == .egress || $0 == .mail || $0 == .reloadNginx })
    }
    add("./tls/obtain.sh", these { $0 == .certificate })
    add("install -m 0644 -o root -g root backup.crontab /etc/cron.d/\(name)-backup", these { $0 == .schedule })
    add(nil, these { if case .unknown = $0 { true } else { false } })
    return steps
  }

  /// The plan as a text that a shell could run: what people do is a comment.
  public var text: String {
    var text = "# from \(base ?? "nothing") to \(target)\n"
    guard !steps.isEmpty else { return text + "# nothing to do\n" }
    text += "cd \(folder)\n"
    for step in steps {
      text += step.command.map { "\($0)  # \(step.reason)\n" } ?? "# \(step.reason)\n"
    }
    return text
  }
}

extension Effect {
  /// Whether deploy.sh has to bring it about.
  fileprivate var isOfContainers: Bool {
    switch self {
    case .image, .project, .networks, .restartDatabase, .recreate: true
    default: false
    }
  }
}

extension Artifact {
  /// The digest of its content, in hexadecimal digits.
  fileprivate var digest: String { SHA256Digest(of: bytes).hex }
}
