import Diagnostics
import Schema
import Testing
import TextTypes

@testable import Deployment

/// Whom alarms reach; findings with the whole text.
@Suite struct AlertTests {
  private static let mail = "{host: smtp.example.net, from: odoo@example.net"

  private func site(alerts: String = "", mail: String = "") -> Read {
    var changes = Read.minimal
    if !alerts.isEmpty { changes = changes.replacing("server:", with: "alerts: \(alerts)\nserver:") }
    if !mail.isEmpty { changes = changes.replacing("-20260105\"}", with: "-20260105\", mail: \(mail)}") }
    return Read(text: changes)
  }

  private func lines(_ read: Read) -> [String] {
    read.all.filter { ![.superadminOpen, .backupHere].contains($0.id) }.map {
      "\($0.place?.span.start.line ?? 0) \($0.severity.rawValue): \($0.message) [\($0.id)]; " + ($0.help ?? "-")
    }
  }

  private func relay(_ read: Read) -> [String?]? {
    look(read.plan.alerts.relay).map { relay in
      [
        look(relay.host).printed, look(relay.port).printed, look(relay.security).printed, look(relay.user)?.printed,
        look(relay.from).printed, look(relay.secret)?.printed,
      ]
    }
  }

  @Test func warnsOfASiteThatCanTellNobody() {
    let nobody =
      "nobody would be told of a failed backup: there is no mail server to send alarms through, and no webhook "
      + "[alerts-unreachable]; write alerts.webhook, alerts.relay or odoo.mail"
    #expect(lines(site()) == ["3 warning: \(nobody)"])
    #expect(lines(site(alerts: "pager@example.net")) == ["4 warning: \(nobody)"])
    #expect(lines(site(alerts: "{heartbeat: 'https://beat.example.net/1'}")) == ["4 warning: \(nobody)"])
    #expect(lines(site(alerts: "{webhook: 'https://hooks.example.net/1'}")) == [])
    #expect(lines(site(alerts: "{relay: {host: smtp.example.net, from: a@example.net}}")) == [])
    #expect(lines(site(mail: Self.mail + "}")) == [])
  }

  @Test func warnsOfAPasswordInPlainText() {
    #expect(
      lines(site(alerts: "{relay: {host: smtp.example.net, from: a@example.net, user: u, security: none}}")) == [
        "4 warning: anyone on the network path to the mail server can read the account's password [mail-plain]; "
          + "write starttls or tls"
      ])
  }

  @Test func refusesWhatIsNeitherAnAddressNorARecord() {
    #expect(
      lines(site(alerts: "pager")) == [
        "4 error: alerts: \"pager\" is not an email address [email-format]; write an address such as alerts@example.net"
      ])
    #expect(
      lines(site(alerts: "[pager@example.net]")) == [
        "4 error: alerts: expected an email address or a mapping, found a list [wrong-type]; write an email address, "
          + "such as alerts@example.net; or write a mapping: `key: value`, indented under the key"
      ])
    #expect(
      lines(site(alerts: "{webhook: hooks, quiet_hours: '22:00'}")) == [
        "4 error: alerts.webhook: \"hooks\" is not a URL [url-format]; write an address such as https://hooks.example.net/alerts",
        "4 error: alerts.quiet_hours: \"22:00\" is not two times of the day [quiet-hours-format]; "
          + "write two times of the day, such as 22:00-06:00",
      ])
  }

  @Test func tellsTheContactUnlessSomebodyElseIsNamed() {
    #expect(look(site().plan.alerts.mail).printed == "ops@example.net")
    #expect(look(site(alerts: "pager@example.net").plan.alerts.mail).printed == "pager@example.net")
    #expect(look(site(alerts: "{mail: pager@example.net}").plan.alerts.mail).printed == "pager@example.net")
    #expect(look(site(alerts: "{quiet_hours: '22:00-06:00'}").plan.alerts.mail).printed == "ops@example.net")
  }

  @Test func sendsThroughTheMailServerOfOdooUnlessThereIsAnother() {
    #expect(relay(site()) == nil)
    let user = Self.mail + ", user: u}"
    #expect(
      relay(site(mail: user)) == ["smtp.example.net", "587", "starttls", "u", "odoo@example.net", "smtp_password"])
    let own = "{relay: {host: relay.example.net, port: 465, security: tls, from: a@example.net}}"
    #expect(relay(site(alerts: own, mail: user)) == ["relay.example.net", "465", "tls", nil, "a@example.net", nil])
  }

  @Test func readsOneSecretAtMost() {
    let readers = { (read: Read) in
      look(read.plan.containers.secrets.files).filter { look($0.name).printed.contains("smtp") }.map {
        look($0.name).printed + ": " + look($0.readers).map { look($0).printed }.joined(separator: " ")
      }
    }
    let own = "{relay: {host: relay.example.net, user: v, from: a@example.net}}"
    #expect(readers(site(alerts: own)) == ["alerts_smtp_password: notify.sh"])
    #expect(
      readers(site(alerts: own, mail: Self.mail + ", user: u}")) == [
        "smtp_password: mail/install.sh", "alerts_smtp_password: notify.sh",
      ])
    #expect(readers(site(mail: Self.mail + ", user: u}")) == ["smtp_password: mail/install.sh notify.sh"])
    #expect(readers(site(mail: Self.mail + "}")) == [])
  }

  @Test func knowsQuietHours() throws {
    let hours = try #require(look(site(alerts: "{quiet_hours: '22:00-06:00'}").plan.alerts.quietHours))
    #expect([look(hours.from).printed, look(hours.to).printed] == ["22:00", "06:00"])
    #expect(look(hours.areOvernight))
    #expect(look(site().plan.alerts.quietHours) == nil)
  }
}
