public import Schema

/// What watches the site, and where.
public struct MonitoringPlan: Tabled {
  let place: MonitoringPlace
  let storage: MonitoringStorage
  let access: MonitoringAccess
  let exporterImage: Traced<ImageReference>
  let exporters: Traced<[ExporterPlan]>
  let probeSeconds: Traced<Int>
  let thresholds: ThresholdPlan
  let features: MonitoringFeatures

  /// The effective settings of monitoring.
  public static let table = Table(
    "monitoring", MonitoringPlan.init,
    Row(part: \.place),
    Row(part: \.storage),
    Row(part: \.access),
    Row("exporter_image", \.exporterImage, "The image of the services that measure the database servers."),
    Row("exporters", \.exporters, "The services that measure the database servers; none without monitoring."),
    Row("probe_seconds", \.probeSeconds, "How often the login page of each tenant is asked for."),
    Row("thresholds", \.thresholds, "What has to be exceeded before somebody is told."),
    Row("features", \.features, "The features of this version of Alertmanager."))
}

/// Where a site is watched, and what that takes.
public struct MonitoringPlace: Tabled {
  let mode: Traced<MonitoringMode>
  let isLocal: Traced<Bool>
  let isRemote: Traced<Bool>
  let isOn: Traced<Bool>
  let needsPassword: Traced<Bool>

  /// The place.
  public static let table = Table(
    "place of monitoring", MonitoringPlace.init,
    Row("mode", \.mode, "Where the site is watched: local, remote or none."),
    Row("is_local", \.isLocal, "Whether Prometheus and Alertmanager are on the server."),
    Row("is_remote", \.isRemote, "Whether another Prometheus fetches the measurements."),
    Row("is_on", \.isOn, "Whether it is one of these."),
    Row("needs_password", \.needsPassword, "Whether anything of it is open to somebody with a password."))
}

/// How much is kept of what was measured.
public struct MonitoringStorage: Tabled {
  let retention: Traced<Seconds>
  let mebibytes: Traced<Int>

  /// The storage.
  public static let table = Table(
    "storage of monitoring", MonitoringStorage.init,
    Row("retention", \.retention, "For how long measurements are kept."),
    Row("retention_mib", \.mebibytes, "The disk space for measurements, in MiB: older ones are removed beyond it."))
}

/// Who may see what was measured.
public struct MonitoringAccess: Tabled {
  let from: Traced<CIDR?>
  let address: Traced<URLAddress>
  let port: Traced<Int>
  let pages: Traced<Bool>
  let password: Traced<Name>

  /// The access.
  public static let table = Table(
    "access to monitoring", MonitoringAccess.init,
    Row("from", \.from, "Who may fetch measurements; nobody if absent."),
    Row("address", \.address, "The server's address, as the other Prometheus writes it."),
    Row("port", \.port, "The port at which nginx hands measurements out."),
    Row("pages", \.pages, "Whether nginx shows its pages at the superadmin's host."),
    Row("password_secret", \.password, "The secret that opens its pages, or its measurements to the other Prometheus."))
}

/// What has to be exceeded before somebody is told.
public struct ThresholdPlan: Tabled {
  let slow: Traced<Seconds>
  let slowSeconds: Traced<Int>
  let errors: Traced<Int>
  let recycled: Traced<Int>

  /// The thresholds.
  public static let table = Table(
    "thresholds", ThresholdPlan.init,
    Row("slow", \.slow, "The time that 95 of 100 requests of a tenant have to be answered in."),
    Row("slow_seconds", \.slowSeconds, "The same in seconds."),
    Row("errors", \.errors, "The percentage of a host's requests that may end in an error of the server."),
    Row("recycled", \.recycled, "The number of workers that Odoo may stop in 15 minutes."))
}

extension MonitoringPlan {
  /// The port at which nginx hands measurements to another Prometheus.
  static let remotePort = 9443

  /// What watches a site.
  init(_ site: Site, _ instances: PerInstance<Instance>) {
    let (settings, place) = (site.monitoring, MonitoringPlace(site))
    self.init(
      place: place, storage: MonitoringStorage(settings.retention),
      access: MonitoringAccess(settings, site.server, place),
      exporterImage: settings.exporterImage,
      exporters: Traced(constant: instances.all).only { t, _ in t(place.isOn) }.each(ExporterPlan.init),
      // A probe loads the tenant's database into a worker: at most one a second, as far as Prometheus still draws a line between two of
      // its values, which it does for five minutes.
      probeSeconds: derive("1 for each of odoo.capacity.tenants, from 60 to 240") { t in
        min(max(t(site.odoo.capacity).map { t($0.tenants) } ?? 60, 60), 240)
      },
      thresholds: ThresholdPlan(settings.thresholds), features: MonitoringFeatures(site.server.os))
  }
}

extension MonitoringStorage {
  init(_ retention: Traced<Seconds>) {
    self.init(
      retention: retention,
      // 10,000 series, each measured every 30 seconds, take about 50 MB a day at 1.7 bytes for a value (Prometheus' documentation).
      mebibytes: derive("64 for each day of monitoring.retention, from 1024 to 65536") { t in
        min(max(t(retention).count / 86400 * 64, 1024), 65536)
      })
  }
}

extension MonitoringAccess {
  init(_ settings: MonitoringSettings, _ server: ServerSettings, _ place: MonitoringPlace) {
    self.init(
      from: derive { t in t(place.isRemote) ? t(settings.from) : nil },
      address: derive("server.ipv6 if monitoring.from is of IPv6, otherwise server.ipv4") { t in
        if t(settings.from)?.isIPv6 ?? false, let address = t(server.ipv6) {
          return URLAddress(canonical: "[\(address.printed)]")
        }
        return URLAddress(canonical: t(server.ipv4).printed)
      },
      port: Traced(constant: MonitoringPlan.remotePort),
      pages: derive("monitoring.pages, where mode is local") { t in t(place.isLocal) && t(settings.pages) },
      password: Traced(constant: SecretFile.monitoring.name))
  }
}

extension MonitoringPlace {
  /// Where a site is watched.
  static func mode(_ site: Site) -> Traced<MonitoringMode> {
    let written = site.monitoring.mode
    return derive { t in
      if let mode = t(written) { return mode }
      t.explain("local from a server.memory of \(MonitoringMode.leastServer.printed), otherwise none")
      return .derived(t(site.server.memory))
    }.overridden(by: written)
  }

  init(_ site: Site) {
    let (mode, settings) = (Self.mode(site), site.monitoring)
    self.init(
      mode: mode, isLocal: derive("mode is local") { t in t(mode) == .local },
      isRemote: derive("mode is remote") { t in t(mode) == .remote },
      isOn: derive("mode is not none") { t in t(mode) != .off },
      needsPassword: derive("mode is remote, or local with monitoring.pages") { t in
        switch t(mode) {
        case .remote: true
        case .local: t(settings.pages)
        case .off: false
        }
      })
  }
}

extension ThresholdPlan {
  init(_ settings: ThresholdSettings) {
    self.init(
      slow: settings.slow, slowSeconds: derive("slow in seconds") { t in t(settings.slow).count },
      errors: settings.errors, recycled: settings.recycled)
  }
}
