import Diagnostics
import Document
import Schema

/// Alertmanager cannot do everything that the notifier of the scripts can: what it would do otherwise is said.
enum AlertmanagerKeepsUp: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    let monitoring = plan.containers.monitoring
    decoding.examine(.monitoringRelay) { t in
      guard t(monitoring.place.isLocal), let relay = t(plan.alerts.relay) else { return nil }
      let (security, port) = (t(relay.security), t(relay.port))
      // It encrypts from the first byte on this port, and on no other (notify/email/email.go).
      guard security == .tls ? port != 465 : port == 465 else { return nil }
      return .warning(
        security == .tls
          ? "Alertmanager encrypts from the first byte on port 465 only: its mail would not arrive on port \(port)"
          : "Alertmanager encrypts from the first byte on port 465: its mail would not arrive with \(security.rawValue)",
        about: relay.port, help: "write port 465 with tls, 587 with starttls, or alerts.webhook")
    }
    decoding.examine(.monitoringTimezone) { t in
      guard t(monitoring.place.isLocal), t(plan.alerts.quietHours) != nil, !t(monitoring.features.timeZones),
        !["Etc/UTC", "UTC"].contains(t(site.server.timezone).printed)
      else { return nil }
      return .warning(
        "the Alertmanager of \(t(site.server.os).rawValue) knows no time zones: its quiet hours would be in UTC, and not in \(t(site.server.timezone).printed)",
        about: plan.alerts.quietHours, help: "use a newer operating system, or leave the quiet hours out")
    }
  }
}
