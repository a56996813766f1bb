public import Schema

/// What watches the site, and where.
public struct MonitoringSettings: Section {
  let mode: Traced<MonitoringMode?>
  let retention: Traced<Seconds>
  let from: Traced<CIDR?>
  let pages: Traced<Bool>
  let exporterImage: Traced<ImageReference>
  let thresholds: ThresholdSettings

  /// The settings under `monitoring`.
  public static let section = SectionTable(
    "monitoring", MonitoringSettings.init,
    Row(
      "mode", \.mode, derived: "local from a server.memory of 5 GiB, otherwise none",
      "Where the site is watched: local is a Prometheus on the server itself; remote serves what another Prometheus asks for; none is neither."
    ).example("local"),
    Row(
      "retention", \.retention, in: Seconds(86400)...Seconds(10 * 365 * 86400), default: Seconds(15 * 86400),
      "For how long Prometheus on the server keeps what it has measured, as far as its disk space goes."
    ).example("30d"),
    Row("from", \.from, optional: "The address range of the other Prometheus; needed for remote, and only there.")
      .example("198.51.100.7/32"),
    Row(
      "pages", \.pages, default: false,
      "Whether nginx shows Prometheus, Alertmanager and Grafana at domains.superadmin, to odoo.superadmin.allow_from and with a password."
    ),
    Row(
      "exporter_image", \.exporterImage,
      default: ImageReference(canonical: "quay.io/prometheuscommunity/postgres-exporter:v0.19.1"),
      "The image of the services that measure the database servers."
    ).example("registry.example.com/postgres-exporter:v0.19.1"),
    Row("thresholds", \.thresholds, record: "What has to be exceeded before somebody is told."))
}

/// What has to be exceeded before somebody is told.
public struct ThresholdSettings: Section {
  let slow: Traced<Seconds>
  let errors: Traced<Int>
  let recycled: Traced<Int>

  /// The settings under `monitoring.thresholds`.
  public static let section = SectionTable(
    "thresholds", ThresholdSettings.init,
    Row(
      "slow", \.slow, in: Seconds(1)...Seconds(3600), default: Seconds(5),
      "The time that 95 of 100 requests of a tenant have to be answered in."
    ).example("8s"),
    Row(
      "errors", \.errors, in: 1...99, default: 5,
      "The percentage of a host's requests that may end in an error of the server."
    ).example("10"),
    Row(
      "recycled", \.recycled, in: 1...1000, default: 3,
      "The number of workers that Odoo may stop in 15 minutes because a request took too much time or memory."
    ).example("6"))
}
