import Diagnostics
import Document
import Schema

/// The pages of the monitoring show every tenant's name and load: they are for the operators' own addresses, and there must be some.
enum MonitoringPagesAreClosed: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    let settings = site.monitoring
    decoding.examine(.monitoringPages) { t in
      guard t(settings.pages), !t(plan.containers.monitoring.place.isLocal) else { return nil }
      return .error(
        "monitoring.pages has nothing to show, as monitoring.mode is \(t(plan.containers.monitoring.place.mode).rawValue)",
        about: settings.pages, help: "write monitoring.mode: local, or leave monitoring.pages out")
    }
    decoding.examine(.monitoringPages) { t in
      guard t(settings.pages), t(plan.containers.monitoring.place.isLocal), t(site.odoo.superadmin.allowFrom).isEmpty
      else { return nil }
      return .error(
        "monitoring.pages would be open to the Internet", about: settings.pages,
        help: "write odoo.superadmin.allow_from with the addresses of its operators")
    }
  }
}
