import Diagnostics
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

  init(_ entries: [Entry], _ build: Build, _ base: ReviewBase, changesFiles: Bool) {
    // What somebody edited in the folder is not what would be built.
    let entries = entries.filter { entry in if case .handEdit = entry.cause { !base.isFolder } else { true } }
    let effects = Set(entries.flatMap(\.effects))
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
        Step(
          command: deploy,
          changes: Self.deployment(effects, entries, from: former, to: present ?? []) + Self.nginx(effects)))
    }
    self.steps =
      steps
      + Self.others.filter { effects.contains($0.effect) }.map { row in
        Step(
          command: row.command.replacing("NAME", with: name), changes: [Change(verb: "change", object: row.object)])
      }
    remarks = effects.sorted().compactMap(\.remark) + entries.compactMap(\.remark)
  }

  /// The commands beside deploy.sh, in their order.
  private static let others: [(effect: Effect, command: String, object: String)] = [
    (.host, "./prepare-host.sh", "host"),
    (.vault, "./vault/install.sh", "vault"),
    (.firewall, "./ufw.sh --confirm 60", "firewall"),
    (.certificate, "./tls/obtain.sh", "certificates"),
    (.schedule, "./schedule.sh", "crontab"),
    (.dns, "./dns/check-dns.sh", "dns"),
  ]

  private static func deployment(
    _ effects: Set<Effect>, _ entries: [Entry], from former: [String], to present: [String]
  ) -> [Change] {
    var changes: [Change] = []
    if effects.contains(.image) { changes.append(Change(verb: "build", object: "image")) }
    if effects.contains(.egress) { changes.append(Change(verb: "change", object: "egress")) }
    if effects.contains(.mail) { changes.append(Change(verb: "change", object: "mail")) }
    let stops = effects.contains(.networks) || effects.contains(.project)
    if stops { changes.append(Change(verb: "stop", object: "all")) }
    // In the order of `deploy.sh --plan`.
    for service in present.sorted() {
      let causes = entries.filter {
        $0.effects.contains(.recreate(service)) || $0.effects.contains(.restartDatabase(service))
      }
      let verb = !former.contains(service) ? "create" : !causes.isEmpty || stops ? "recreate" : "keep"
      changes.append(
        Change(verb: verb, object: service, reason: causes.map(\.cause.subject).joined(separator: ", ")))
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
        text +=
          "  \(change.verb) \(change.object)\(change.reason.isEmpty ? "" : "  # \(change.reason.withoutHiddenCharacters)")\n"
      }
    }
    return text + remarks.map { "# \($0.withoutHiddenCharacters)\n" }.joined()
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

extension Entry {
  /// What people have to do before, where data is bound to a setting.
  fileprivate var remark: String? {
    flags.contains { $0.kind == .losesData }
      ? "before: make a backup, and read what RUNBOOK.md, section Changes, says about \(cause.subject)" : nil
  }
}

extension Artifact {
  /// The beginning of the digest of its content, in 16 hexadecimal digits.
  fileprivate var shortDigest: String { String(SHA256Digest(of: bytes).hex.prefix(16)) }
}
