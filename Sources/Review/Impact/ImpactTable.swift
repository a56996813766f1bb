/// What applying a change of a part of an artifact takes: one row for each kind of part, with the reason.
///
/// It errs to the side of more: a service that is said to stay is not recreated, while one that is said to be recreated may stay.
enum ImpactTable {
  /// One row.
  struct Row: Sendable {
    var part: PartKind
    var effects: @Sendable (ArtifactPart, Services) -> [Effect]
    /// Why that is so: what reads the part, and when.
    var reason: String
  }

  /// The row on a kind of part.
  static func row(_ kind: PartKind) -> Row? { rows.first { $0.part == kind } }

  static let rows: [Row] = [
    Row(
      part: .composeProject, effects: { _, _ in [.project] },
      reason: "Compose calls containers, networks and volumes after the project (Compose specification, name)"),
    Row(
      part: .composeService, effects: { part, services in [services.recreation(of: part.name)] },
      reason: "`up` recreates a container whose service has another hash than its label com.docker.compose.config-hash"),
    Row(
      part: .composeBuild, effects: { part, services in [.image] + services.sharing(imageOf: part.name) },
      reason: "`build` is not in the service's hash; another image is, and both instances run it"),
    Row(
      part: .composeNetwork, effects: { _, services in [.networks, .egress] + services.all },
      reason: "deploy.sh stops all services when a network has another range (ops/lib/deploy-start.sh, renew_networks)"),
    Row(
      part: .composeVolume, effects: { _, services in services.all },
      reason: "a container is recreated when one of its volumes is another one"),
    Row(
      part: .composeSecret, effects: { _, services in [.secrets] + services.all },
      reason: "the file of a secret is mounted into its readers; another path is another mount"),
    Row(
      part: .composeOther, effects: { _, services in services.all },
      reason: "gen does not know the key, so that any service may depend on it"),
    Row(
      part: .mounted, effects: { part, services in services.readers(of: part.name) },
      reason: "the label gen.configuration has the digest of the files that are mounted into a service"),
    Row(
      part: .image, effects: { part, services in [.image] + services.readers(of: part.name) },
      reason:
        "it is copied into the image, and its digest is in the label gen.configuration of the services that run it"),
    Row(part: .firewallRules, effects: { _, _ in [.firewall] }, reason: "ufw.sh makes ufw's rules from this list"),
    Row(part: .egressRules, effects: { _, _ in [.egress] }, reason: "egress.sh makes nftables' rules from this list"),
    Row(
      part: .networkList, effects: { _, services in [.egress, .networks] + services.all },
      reason:
        "deploy.sh makes a network of this list anew when it differs (ops/lib/networks.sh), and egress.sh names its interface"
    ),
    Row(part: .hostValue, effects: { _, _ in [.host] }, reason: "prepare-host.sh sets the host up from it"),
    Row(
      part: .certificateValue, effects: { _, _ in [.certificate] },
      reason: "tls/obtain.sh requests certificates from it"),
    Row(part: .secretValue, effects: { _, _ in [.secrets] }, reason: "deploy.sh looks for the files of this list"),
    Row(part: .mailValue, effects: { _, _ in [.mail] }, reason: "mail/install.sh sets Postfix up from it"),
    Row(part: .siteValue, effects: { _, _ in [.nextRun] }, reason: "the scripts read it when they run"),
    Row(
      part: .nginx, effects: { _, _ in [.reloadNginx] },
      reason: "nginx/install.sh copies the files below /etc/nginx and reloads; running requests are finished"),
    Row(
      part: .installer, effects: { _, _ in [.nextRun] },
      reason: "it is run by hand or by deploy.sh, and changes nothing itself"),
    Row(
      part: .certificateHook, effects: { _, _ in [.certificate] },
      reason: "tls/obtain.sh copies it to /etc/letsencrypt, from where certbot calls it"),
    Row(
      part: .certificateCredentials, effects: { _, _ in [.nextRun] },
      reason: "an example of a file that people write; nothing reads the example"),
    Row(
      part: .mail, effects: { _, _ in [.mail] }, reason: "mail/install.sh copies it into Postfix's folder and reloads"),
    Row(
      part: .monitoring, effects: { _, _ in [.nextRun] },
      reason:
        "deploy.sh runs monitoring/install.sh, which puts it in place and restarts what reads it: nothing that visitors see"
    ),
    Row(part: .vault, effects: { _, _ in [.vault] }, reason: "vault/install.sh links it from /etc"),
    Row(
      part: .crontab, effects: { _, _ in [.schedule] }, reason: "schedule.sh installs it"),
    Row(part: .records, effects: { _, _ in [.dns] }, reason: "people or a name server enter the records"),
    Row(part: .zoneSync, effects: { _, _ in [.dns] }, reason: "octodns-sync enters the records when it is next run"),
    Row(part: .script, effects: { _, _ in [.nextRun] }, reason: "it does its work when it is next run"),
    Row(part: .page, effects: { _, _ in [.nothing] }, reason: "only people read it"),
    Row(part: .secretList, effects: { _, _ in [.secrets] }, reason: "the list of variables that .env must have"),
    Row(
      part: .foreign, effects: { part, _ in [.unknown(part.name)] },
      reason: "a template of the user's makes it, and gen does not know what reads it"),
  ]
}
