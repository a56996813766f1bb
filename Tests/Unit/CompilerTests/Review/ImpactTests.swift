import Compiler
import Output
import Template
import Testing

@testable import Review

/// What applying a change takes, and what is flagged.
@Suite struct ImpactTests {
  /// Sites that together have every artifact.
  private static let features = [
    "secrets: {provider: dotenv}",
    "secrets: {provider: vault}\nodoo: {mail: {host: smtp.example.net, user: kept, from: a@example.net}}",
    "dns: {provider_zones: [example.com, example.net]}\nodoo: {superadmin: {provisions_tenants: true, allow_from: [192.0.2.0/24]}}",
  ]

  @Test func everyKindOfPartHasOneRow() {
    #expect(ImpactTable.rows.map(\.part.rawValue).sorted() == PartKind.allCases.map(\.rawValue).sorted())
    #expect(ImpactTable.rows.allSatisfy { !$0.reason.isEmpty })
  }

  /// Every line of every artifact is in a part; and each row of the table is reached by one of them.
  @Test func everyRowIsReachedByRealParts() throws {
    var reached: Set<PartKind> = []
    var foreign: Set<String> = []
    for feature in Self.features {
      let own: KeyValuePairs = [
        "docker-compose.override.yml": "{# format: yaml.compose #}\nservices: {}\n",
        "mine.txt": "{# format: text #}\nmine\n",
      ]
      let build = try ReviewedSites.build(feature, templates: own)
      let files = ReviewBase(build, name: "main").files
      let builtIn = Set(build.artifacts.map(\.path)).subtracting(own.map(\.key))
      let reader = PartReader(from: [:], to: files, Services(build), builtIn: builtIn)
      for (path, version) in files {
        let text = DiffText(version.bytes)
        for line in text.lines.indices {
          let parts = reader.parts(
            of: LineChange(path: path, old: nil, new: line, oldText: nil, newText: text.said(line)))
          reached.formUnion(parts.map(\.kind))
          foreign.formUnion(parts.filter { $0.kind == .foreign }.map(\.name))
        }
      }
    }
    #expect(foreign == ["mine.txt"], "every artifact of gen's own has a row")
    #expect(PartKind.allCases.filter { !reached.contains($0) } == [])
  }

  /// What the table says of each kind of part, on a real site.
  @Test func eachRowSaysWhatItTakes() throws {
    let services = Services(try ReviewedSites.build())
    func effects(_ kind: PartKind, _ name: String) -> [String] {
      (ImpactTable.row(kind)?.effects(ArtifactPart(kind: kind, name: name), services) ?? []).map { effect in
        effect.subject.map { "\(effect.name) \($0)" } ?? effect.name
      }
    }
    let all = [
      "restart-postgresql db", "restart-postgresql db_superadmin", "recreate odoo", "recreate odoo_superadmin",
      "recreate db_exporter", "recreate db_superadmin_exporter",
    ]
    #expect(effects(.composeProject, "name") == ["new-project"])
    #expect(effects(.composeService, "odoo") == ["recreate odoo"])
    #expect(effects(.composeService, "db") == ["restart-postgresql db"])
    #expect(effects(.composeBuild, "odoo") == ["build-image", "recreate odoo", "recreate odoo_superadmin"])
    #expect(effects(.composeNetwork, "tenants_web") == ["renew-networks", "egress"] + all)
    #expect(effects(.composeVolume, "db-data") == all)
    #expect(effects(.composeSecret, "db_odoo_password") == ["secrets"] + all)
    #expect(effects(.composeOther, "configs") == all)
    #expect(effects(.mounted, "odoo.conf") == ["recreate odoo"])
    #expect(effects(.mounted, "superadmin.conf") == ["recreate odoo_superadmin"])
    #expect(effects(.mounted, "initdb/db/10-role.sh") == ["restart-postgresql db"])
    #expect(effects(.image, "odoo-start") == ["build-image", "recreate odoo", "recreate odoo_superadmin"])
    #expect(effects(.firewallRules, "site_firewall_rules") == ["ufw"])
    #expect(effects(.egressRules, "site_egress_rules") == ["egress"])
    #expect(effects(.networkList, "site_networks") == ["egress", "renew-networks"] + all)
    #expect(effects(.hostValue, "site_timezone") == ["prepare-host"])
    #expect(effects(.certificateValue, "site_acme_server") == ["certificate"])
    #expect(effects(.secretValue, "site_secret_files") == ["secrets"])
    #expect(effects(.mailValue, "site_mail_host") == ["mail-relay"])
    #expect(effects(.siteValue, "site_rollout_jobs") == ["next-run"])
    #expect(effects(.nginx, "nginx/host/tls.conf") == ["reload-nginx"])
    #expect(effects(.monitoring, "monitoring/rules.yml") == ["next-run"])
    #expect(effects(.installer, "nginx/install.sh") == ["next-run"])
    #expect(effects(.certificateHook, "tls/reload-nginx.sh") == ["certificate"])
    #expect(effects(.certificateCredentials, "tls/credentials.example") == ["next-run"])
    #expect(effects(.mail, "mail/postfix/main.cf") == ["mail-relay"])
    #expect(effects(.vault, "vault/agent.json") == ["vault"])
    #expect(effects(.crontab, "backup.crontab") == ["crontab"])
    #expect(effects(.records, "dns/records.zone") == ["dns"])
    #expect(effects(.zoneSync, "dns/octodns/config.yaml") == ["dns"])
    #expect(effects(.script, "backup.sh") == ["next-run"])
    #expect(effects(.page, "RUNBOOK.md") == ["nothing"])
    #expect(effects(.secretList, ".env.example") == ["secrets"])
    #expect(effects(.foreign, "mine.txt") == ["unknown mine.txt"])
  }

  @Test func theFirewallsRulesAreComparedAsRanges() throws {
    func entry(_ text: String) throws -> FirewallEntry { try #require(FirewallEntry("  entry " + text)) }
    let outer = try entry("allow tcp 22 192.0.2.0/24 \"SSH\"")
    #expect(outer.covers(try entry("allow tcp 22 192.0.2.128/25 \"SSH\"")))
    #expect(!outer.covers(try entry("allow tcp 22 192.0.2.0/23 \"SSH\"")))
    #expect(!outer.covers(try entry("allow tcp 22 any \"SSH\"")))
    #expect(!outer.covers(try entry("allow tcp 22 2001:db8::/32 \"SSH\"")))
    #expect(try entry("limit tcp 22 any \"SSH\"").covers(outer))
    #expect(FirewallEntry("  entry allow tcp") == nil && FirewallEntry("# entry") == nil)
  }

  /// One changed line of one artifact with its flags, as `id: message`.
  private func flags(_ path: String, _ old: String?, _ new: String?, above: [String] = []) throws -> [String] {
    func version(_ line: String?) -> [String: FileDiff.Version] {
      guard let line else { return [:] }
      let lines = (above + [line]).map { $0 + "\n" }.joined()
      return [path: FileDiff.Version(mode: 0o644, bytes: Array(lines.utf8))]
    }
    let judgement = Judgement(
      from: version(old), to: version(new), Services(try ReviewedSites.build()), [path], folder: "out")
    let change = LineChange(
      path: path, old: old.map { _ in above.count }, new: new.map { _ in above.count }, oldText: old, newText: new)
    return judgement.rules.flags(of: change).map { "\($0.kind.id): \($0.message)" }
  }

  @Test func flagsWhatWeakensNginx() throws {
    let path = "nginx/host/tls.conf"
    #expect(
      try flags(path, "ssl_protocols TLSv1.2 TLSv1.3;", "ssl_protocols TLSv1.1 TLSv1.2;")
        == ["weakens-tls: ssl_protocols TLSv1.2 TLSv1.3 is ssl_protocols TLSv1.1 TLSv1.2"])
    #expect(
      try flags(path, "  add_header Strict-Transport-Security \"max-age=1\";", nil)
        == ["weakens-tls: add_header Strict-Transport-Security \"max-age=1\" has gone"])
    #expect(try flags(path, nil, "    allow all;") == ["widens-access: nginx lets everyone in"])
    #expect(try flags(path, "    deny  all;", nil) == ["widens-access: nginx no longer has deny all"])
    #expect(
      try flags(path, nil, "set_real_ip_from 192.0.2.0/24;")
        == ["widens-access: nginx believes 192.0.2.0/24 about the visitors' addresses"])
    #expect(try flags(path, "gzip on;", "gzip off;") == [])
    #expect(try flags(path, nil, "add_header X-Frame-Options DENY;") == [])
  }

  @Test func flagsWhatContainersMayDo() throws {
    let above = ["services:", "  odoo:"]
    func service(_ key: String, _ old: String?, _ new: String?) throws -> [String] {
      try flags("docker-compose.yml", old, new, above: above + (key.isEmpty ? [] : ["    \(key):"]))
    }
    #expect(
      try service("ports", nil, "      - \"8069:8069\"")
        == ["opens-port: odoo publishes 8069:8069 on every address, past the firewall"])
    #expect(try service("ports", nil, "      - \"127.0.0.1:8069:8069\"") == [])
    #expect(
      try service("", "    cap_drop: [ALL]", nil) == ["weakens-isolation: odoo: cap_drop: [ALL] is gone"])
    #expect(try service("", nil, "    privileged: true") == ["weakens-isolation: odoo: privileged: true"])
    #expect(
      try service("volumes", "        source: odoo-data", "        source: other")
        == ["loses-data: odoo no longer has source: odoo-data where it was"])
    #expect(try service("secrets", nil, "      - another") == ["touches-secret: odoo reads other secrets"])
    #expect(
      try flags("docker-compose.yml", "    internal: true", nil, above: ["networks:", "  tenants_database:"])
        == ["weakens-isolation: the network tenants_database no longer has internal: true"])
    #expect(
      try flags("docker-compose.yml", "  db-data: {}", nil, above: ["volumes:"])
        == ["loses-data: the volume db-data is another one or has gone"])
    #expect(
      try flags("docker-compose.yml", "name: one", "name: two")
        == ["loses-data: the project has another name: volumes with all data keep the old one, and new ones are empty"])
  }

  @Test func flagsValuesOfTheScripts() throws {
    let path = "ops/site.sh"
    #expect(
      try flags(path, "site_secrets_provider=\"files\"", "site_secrets_provider=\"vault\"")
        == ["touches-secret: secrets come from another provider"])
    #expect(
      try flags(path, "site_backup_keep_daily=7", "site_backup_keep_daily=3")
        == ["loses-data: older backups are removed: 3 are kept, and 7 were"])
    #expect(try flags(path, "site_backup_keep_daily=3", "site_backup_keep_daily=7") == [])
    #expect(
      try flags(path, "site_backup_repository=\"a\"", "site_backup_repository=\"b\"")
        == ["loses-data: the backups made so far are in the old repository"])
    #expect(
      try flags(path, nil, "  entry tcp 636 \"10.1.2.3/32\" \"the directory\"", above: ["site_egress_rules() {"])
        == ["widens-access: lets the containers reach tcp 636, 10.1.2.3/32, the directory"])
    #expect(
      try flags(path, "  entry 10.0.0.0/8", nil, above: ["site_private_ranges() {"])
        == ["weakens-isolation: no longer keeps the containers from 10.0.0.0/8"])
    #expect(
      try flags(path, nil, "  entry allow tcp 8443 any \"x\"", above: ["site_firewall_rules() {"])
        == ["opens-port: opens 8443/tcp to everyone"])
    #expect(
      try flags(path, "site_acme_server=\"a\"", "site_acme_server=\"b\"")
        == ["weakens-tls: certificates come from another authority"])
  }
}
