import Compiler
import Deployment
import Digest
import Output
import Schema
import Template
import TextTypes

/// The plan of a deployment: the commands that bring what stands on the server to what would be built, in their order, and what each of
/// them does. docs/plan.md describes it; `deploy.sh --plan` prints the same.
public struct ApplyPlan: Sendable {
  /// The version of the plan's form.
  public static let version = 1

  /// What a command does: a verb, an object, and perhaps why.
  public struct Change: Hashable, Sendable {
    /// What is done, such as `recreate`.
    public var verb: String
    /// To what: a service, or one of the words of docs/plan.md.
    public var object: String
    /// Why; empty where the object says it.
    public var reason = ""
  }

  /// A command, to be run as root in the output folder on the server.
  public struct Step: Hashable, Sendable {
    /// The command.
    public var command: String
    /// What it does, in that order.
    public var changes: [Change]
  }

  /// The output folder that it starts from: the first 16 digits of the digest of its SHA256SUMS; nil where there is none.
  public let base: String?
  /// The same of the output folder that it leads to.
  public let target: String
  /// The commands.
  public let steps: [Step]
  /// What people have to do beside them.
  public let remarks: [String]

  init(_ effects: Set<Effect>, _ build: Build, _ base: ReviewBase, changesFiles: Bool) {
    self.base = base.manifest?.checksums.shortDigest
    target = build.tree.manifest.checksums.shortDigest
    let (name, revision) = observe { t in
      (
        t(build.model.deployment.name).printed,
        t(build.model.deployment.source).map { t($0.revision).printed } ?? "REVISION"
      )
    }
    let former = base.files[ComposePlaces.path].map { ComposePlaces(DiffText($0.bytes)).services } ?? []
    let present = build.artifacts.first { $0.path == ComposePlaces.path }.map {
      ComposePlaces(DiffText($0.bytes)).services
    }
    let deploy =
      "./deploy.sh --base \(self.base ?? "none") --target \(target) \(revision)"
    var steps: [Step] = []
    if changesFiles {
      steps.append(
        Step(command: deploy, changes: Self.deployment(effects, from: former, to: present ?? []) + Self.nginx(effects)))
    }
    self.steps =
      steps
      + Self.others.filter { effects.contains($0.effect) }.map { row in
        Step(
          command: row.command.replacing("NAME", with: name), changes: [Change(verb: "change", object: row.object)])
      }
    remarks = effects.sorted().compactMap(\.remark)
  }

  /// The commands beside deploy.sh, in their order.
  private static let others: [(effect: Effect, command: String, object: String)] = [
    (.host, "./prepare-host.sh", "host"),
    (.vault, "./vault/install.sh", "vault"),
    (.firewall, "./ufw.sh --confirm 60", "firewall"),
    (.certificate, "./tls/obtain.sh", "certificates"),
    (.schedule, "install -m 0644 -o root -g root backup.crontab /etc/cron.d/NAME-backup", "crontab"),
    (.dns, "./dns/check-dns.sh", "dns"),
  ]

  private static func deployment(_ effects: Set<Effect>, from former: [String], to present: [String]) -> [Change] {
    var changes: [Change] = []
    if effects.contains(.image) { changes.append(Change(verb: "build", object: "image")) }
    if effects.contains(.egress) { changes.append(Change(verb: "change", object: "egress")) }
    if effects.contains(.mail) { changes.append(Change(verb: "change", object: "mail")) }
    let stops = effects.contains(.networks) || effects.contains(.project)
    if stops { changes.append(Change(verb: "stop", object: "all")) }
    for service in present {
      let isReplaced = effects.contains(.recreate(service)) || effects.contains(.restartDatabase(service))
      let verb = !former.contains(service) ? "create" : isReplaced || stops ? "recreate" : "keep"
      changes.append(Change(verb: verb, object: service))
    }
    return changes + former.filter { !present.contains($0) }.map { Change(verb: "remove", object: $0) }
  }

  private static func nginx(_ effects: Set<Effect>) -> [Change] {
    [Change(verb: effects.contains(.reloadNginx) ? "reload" : "keep", object: "nginx")]
  }

  /// The plan in the form of docs/plan.md.
  public var text: String {
    var text = "plan \(Self.version)\nbase \(base ?? "none")\ntarget \(target)\n\n"
    if steps.isEmpty { text += "nothing to apply\n" }
    for step in steps {
      text += step.command + "\n"
      for change in step.changes {
        text += "  \(change.verb) \(change.object)\(change.reason.isEmpty ? "" : "  # \(change.reason)")\n"
      }
    }
    return text + remarks.map { "# \(Visible.text($0))\n" }.joined()
  }
}

extension Effect {
  /// What people have to do, where no command does it.
  fileprivate var remark: String? {
    switch self {
    case .secrets:
      "before: `gen secrets init` with the new site.yaml makes the secrets that are missing, and deploy.sh refuses without them"
    case .dns: "before ./dns/check-dns.sh: enter the records of dns/records.md at the provider"
    case .unknown(let path): "gen does not know what reads \(path), which a template of yours makes"
    default: nil
    }
  }
}

extension Artifact {
  /// The beginning of the digest of its content, in 16 hexadecimal digits.
  fileprivate var shortDigest: String { String(SHA256Digest(of: bytes).hex.prefix(16)) }
}
