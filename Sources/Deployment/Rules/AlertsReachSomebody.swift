import Diagnostics
import Document
import Schema

/// An alarm needs a way out: a mail server, or a webhook.
enum AlertsReachSomebody: Rule {
  static func examine(_ site: Site, _ plan: Deployment, in decoding: inout Decoding) {
    decoding.examine(.alertsUnreachable) { t in
      guard t(plan.alerts.relay) == nil, t(plan.alerts.webhook) == nil else { return nil }
      return .warning(
        "nobody would be told of a failed backup: there is no mail server to send alarms through, and no webhook",
        about: plan.alerts.mail, help: "write alerts.webhook, alerts.relay or odoo.mail")
    }
    decoding.examine(.mailPlain) { t in
      guard let relay = t(site.alerts)?.ways.flatMap({ t($0.relay) }), t(relay.user) != nil, t(relay.security) == .none
      else { return nil }
      return .warning(
        "anyone on the network path to the mail server can read the account's password", about: relay.security,
        help: "write starttls or tls")
    }
  }
}
