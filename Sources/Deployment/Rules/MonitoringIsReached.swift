import Diagnostics
import Document
import Schema

/// Measurements are for one other Prometheus, whose address the firewall has to know; for nobody where there is none.
enum MonitoringIsReached: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    let (settings, place) = (site.monitoring, plan.containers.monitoring.place)
    decoding.examine(.monitoringFrom) { t in
      guard t(place.isRemote), t(settings.from) == nil else { return nil }
      return .error(
        "monitoring.mode is remote, but nobody may fetch the measurements", about: settings.mode,
        help: "write the address of your Prometheus as monitoring.from")
    }
    decoding.examine(.monitoringFrom) { t in
      guard let from = t(settings.from), !t(place.isRemote) else { return nil }
      return .error(
        "monitoring.from: \(from.printed) would reach nothing, as monitoring.mode is \(t(place.mode).rawValue)",
        about: settings.from, help: "write monitoring.mode: remote, or leave monitoring.from out")
    }
    decoding.examine(.monitoringFrom) { t in
      guard let from = t(settings.from), from.isIPv6, t(place.isRemote), t(site.server.ipv6) == nil else { return nil }
      return .error(
        "monitoring.from: \(from.printed) cannot reach this server, which has no IPv6 address", about: settings.from,
        help: "write an IPv4 address, or server.ipv6")
    }
  }
}
