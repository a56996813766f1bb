import Compiler
import Diagnostics
import JSON
import ReferencePages

/// Makes site.yaml of what is proposed: without what gen refuses, and without what is gen's default anyway.
struct Resolution {
  private(set) var importer: Importer
  private let settings: [(key: String, value: String)]

  /// - Parameter settings: what the operator gives, over everything that is proposed.
  init(_ importer: Importer, _ settings: [(key: String, value: String)]) {
    self.importer = importer
    self.settings = settings
    removeOverridden()
    removeRefused()
    removeDefaults()
    settleCarried()
  }

  /// The site.yaml as it is proposed now, with placeholders for what nobody has said.
  var site: StarterSite { Self.site(importer.proposals, importer.placeholders, settings) }

  private static func site(
    _ proposals: Proposals, _ placeholders: [String: String], _ settings: [(key: String, value: String)]
  ) -> StarterSite {
    var site = StarterSite()
    if proposals.value(of: "odoo.image") == nil { site.remove("odoo.image") }
    for (key, text) in unknown.merging(placeholders, uniquingKeysWith: { _, known in known }).sorted(by: {
      $0.key < $1.key
    }) {
      if key != "odoo.mail.from" || proposals.value(of: "odoo.mail.host") != nil { _ = site.set(key, text) }
    }
    for proposal in proposals.all {
      _ =
        proposal.isList
        ? site.set(proposal.key, list: proposal.values.map(\.text)) : site.set(proposal.key, proposal.values[0].text)
    }
    let isValidated =
      proposals.value(of: "tls.tenants.certificate") == nil || proposals.value(of: "nginx.trusted_proxies") != nil
    if !isValidated, proposals.value(of: "tls.dns_provider") == nil { site.remove("tls.dns_provider") }
    for (key, value) in settings { _ = site.set(key, value) }
    return site
  }

  /// What nobody can know but the operator, where nothing says it.
  private static let unknown = [
    "odoo.mail.from": "<the sender of Odoo's mail, such as no-reply@example.com>",
    "odoo.version": "<the series of Odoo that ran, such as 18.0>",
    "postgres.version": "<the major version of PostgreSQL that ran, such as 16>",
    "server.os": "<the server's system, such as ubuntu-24.04>",
  ]

  private mutating func removeOverridden() {
    for (key, _) in settings {
      for removed in importer.proposals.remove(key) {
        importer.settle(removed.facts, .left("--set \(key) says something else"))
      }
    }
  }

  /// Takes away what gen refuses, and says why, until nothing is refused any more.
  private mutating func removeRefused() {
    var hasRemoved = true
    while hasRemoved {
      hasRemoved = false
      let trial = StandIns.small.filled(site)
      guard case .refused(let findings) = SiteModel.read(Array(trial.text.utf8), file: NewSite.sitePath) else { return }
      let lines = trial.lines
      // From the last line to the first, so that the numbers of elements stay what they are.
      let errors = findings.sorted.filter { $0.severity == .error }
        .sorted { ($0.place?.span.start.line ?? 0) > ($1.place?.span.start.line ?? 0) }
      for finding in errors {
        for place in [finding.place].compactMap({ $0 }) + finding.notes.compactMap(\.place) {
          guard lines.indices.contains(place.span.start.line - 1), let key = lines[place.span.start.line - 1].key else {
            continue
          }
          var removed = importer.proposals.remove(key, element: lines[place.span.start.line - 1].element)
          for below in importer.proposals.all where below.key.hasPrefix(key + ".") {
            removed += importer.proposals.remove(below.key)
          }
          guard !removed.isEmpty else { continue }
          hasRemoved = true
          let help = finding.help.map { ": \($0)" } ?? ""
          for (_, facts) in removed { importer.settle(facts, .left("gen refuses it: \(finding.message)\(help)")) }
          break
        }
      }
    }
  }

  /// Takes away what gen would do without being told, on a small host and on a large one.
  private mutating func removeDefaults() {
    var (small, large) = (model(StandIns.small), model(StandIns.large))
    for proposal in importer.proposals.all where !proposal.isAlwaysWritten {
      var without = importer.proposals
      _ = without.remove(proposal.key)
      let rest = Self.site(without, importer.placeholders, settings)
      // A stand-in is no default.
      if rest.isPlaceholder(proposal.key) { continue }
      let (ours, theirs) = (Self.model(rest, StandIns.small), Self.model(rest, StandIns.large))
      guard small != nil, ours == small, theirs == large else { continue }
      _ = importer.proposals.remove(proposal.key)
      for (text, facts) in proposal.values { importer.settle(facts, .same("\(proposal.key) is \(text) by default")) }
      (small, large) = (ours, theirs)
    }
  }

  private func model(_ standIns: StandIns) -> JSONValue? { Self.model(site, standIns) }

  private static func model(_ site: StarterSite, _ standIns: StandIns) -> JSONValue? {
    let text = standIns.filled(site).text
    guard case .read(let model) = SiteModel.read(Array(text.utf8), file: NewSite.sitePath) else { return nil }
    // The capacity's reasons say which settings are written, which is no difference.
    guard case .object(let members) = JSONValue(model.arena, SiteModel.type) else { return nil }
    return .object(members.filter { $0.key != "capacity" })
  }

  private mutating func settleCarried() {
    for proposal in importer.proposals.all {
      for (text, facts) in proposal.values { importer.settle(facts, .carried(key: proposal.key, value: text)) }
    }
  }
}

/// Values in place of placeholders, to see what gen makes of the rest.
struct StandIns {
  private var values = [
    "name": "stockshop", "contact": "ops@example.net", "server.ipv4": "203.0.113.10", "server.os": "debian-12",
    "domains.superadmin": "superadmin.example.com", "domains.tenants": "shops.example.net", "odoo.version": "18.0",
    "postgres.version": "16", "tls.dns_provider": "cloudflare",
    "backup.repository": "sftp:backup@backup.example.net:/srv/restic",
    "odoo.mail.from": "no-reply@example.net",
  ]

  private init(cores: Int, gibibytes: Int) {
    values["server.cpu_cores"] = String(cores)
    values["server.memory"] = "\(gibibytes)GiB"
  }

  /// A host that carries what most deployments ask for.
  static let small = StandIns(cores: 16, gibibytes: 64)
  /// A host that carries more than any.
  static let large = StandIns(cores: 64, gibibytes: 512)

  /// A site with these values in place of its placeholders.
  func filled(_ site: StarterSite) -> StarterSite {
    var filled = site
    for (key, _) in site.placeholders {
      if let value = values[key] { _ = filled.set(key, value) }
    }
    return filled
  }
}
