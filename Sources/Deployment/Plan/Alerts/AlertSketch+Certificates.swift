/// The certificates that nginx shows.
extension AlertSketch {
  static let certificates = [certificateEnds, certificateEndsSoon, certificateUnknown]

  private static let end = Query(.certificateEnd, .job("certificates")).last("1h")

  private static func words(_ summary: AlertWording, _ meaning: String, source: String) -> AlertWords {
    AlertWords(
      summary: summary, meaning: meaning,
      look: ["./tls/check.sh", "systemctl list-timers certbot.timer", "journalctl -u certbot --since -3d"],
      remedy: [
        "A certificate of Let's Encrypt: the journal says why it was not renewed. tls/obtain.sh obtains it at once.",
        "A given certificate: put the new one in its place, and reload nginx.",
        "If the file is new and nginx shows the old one: systemctl reload nginx.",
      ], source: source)
  }

  private static func shown(_ samples: TestSketch.Samples) -> TestSketch.Input {
    .init(.certificateEnd, ["certificate": "tenants", "job": "certificates"], samples)
  }

  private static let shownLabels: [AlertSketch.Label] = [("certificate", "tenants")]

  private static let certificateEnds = AlertSketch(
    "CertificateEnds", .certificates, .warning, hold: 3600,
    words(
      "The certificate of the \(.label("certificate")) ends within three weeks",
      "It should have been renewed 30 days before its end; that has failed for nine days.",
      source: "21 days, for an hour. The last answer within an hour counts, so that the alert does not end when nginx does."),
    end.min(by: "certificate").minus(.now).isBelow(1_814_400),
    [
      .begins("a minute less than 21 days", [shown(.steady("1814340"))], shownLabels),
      .begins("nginx has not answered since", [shown(.ends("1814340", times: 20))], shownLabels),
      .quiet("21 days and some hours", [shown(.steady("1822400"))]),
    ])

  private static let certificateEndsSoon = AlertSketch(
    "CertificateEndsSoon", .certificates, .critical, hold: 600,
    words(
      "The certificate of the \(.label("certificate")) ends within three days",
      "After its end, browsers refuse the site.",
      source: "3 days, for 10 minutes. The last answer within an hour counts, so that the alert does not end when nginx does."),
    end.min(by: "certificate").minus(.now).isBelow(259_200),
    [
      .begins("a minute less than 3 days", [shown(.steady("259140"))], shownLabels),
      .begins("nginx has not answered since", [shown(.ends("259140", times: 3))], shownLabels),
      .quiet("3 days and an hour", [shown(.steady("262800"))]),
    ])

  private static let certificateUnknown = AlertSketch(
    "CertificateUnknown", .certificates, .warning, hold: 600,
    words(
      "Nothing is known of any certificate",
      "The blackbox exporter has not seen a certificate for an hour: nginx or the exporter is down.",
      source: "1 hour and 10 minutes."),
    end.absent,
    [
      .begins("no answer", [], []),
      .quiet("an answer half an hour ago", [shown(.ends("1814340", times: 3))]),
    ])
}

/// What keeps the server shut, and as it was deployed.
extension AlertSketch {
  static let guards = [firewall, egress, drift]

  private static let firewall = AlertSketch(
    "FirewallNotInForce", .firewall, .critical, hold: 0,
    AlertWords(
      summary: "The firewall is not as it should be",
      meaning: "The daily check has found rules of ufw that are missing or differ, or a published port that bypasses them.",
      look: ["./ufw.sh --check", "ufw status verbose", "ss -ltnp"],
      remedy: [
        "The check has one line for each deviation. If nobody meant it, put the rules in force again: ufw.sh.",
        "A rule that somebody needs belongs into firewall.allow of site.yaml.",
      ], source: "Any in the daily check."),
    Query(.firewallInForce).max().equals(0),
    [
      .begins("it is not", [.init(.firewallInForce, [:], 0)], []), .quiet("it is", [.init(.firewallInForce, [:], 1)]),
    ])

  private static let egress = AlertSketch(
    "EgressNotInForce", .firewall, .critical, hold: 0,
    AlertWords(
      summary: "The containers are not kept apart from the server",
      meaning: "The daily check has found that the rules of egress.sh are not in force. Whoever can run code in a tenant reaches this server and its networks.",
      look: ["./egress.sh --check", "systemctl status \(.site)-egress", "nft list tables"],
      remedy: ["Put them in force again: egress.sh. The journal of its service says who removed them."],
      source: "Any in the daily check."),
    Query(.egressInForce).max().equals(0),
    [.begins("they are not", [.init(.egressInForce, [:], 0)], []), .quiet("they are", [.init(.egressInForce, [:], 1)])])

  private static let drift = AlertSketch(
    "Drift", .firewall, .warning, hold: 0,
    AlertWords(
      summary: "The server differs from its folder",
      meaning: "The daily check has found files, containers or rules that somebody has changed by hand. The next deployment undoes that.",
      look: ["./drift.sh", "git status"],
      remedy: [
        "What should stay belongs into site.yaml or a template; then build and deploy.",
        "What should not stay: deploy.sh puts this folder's state back.",
      ], source: "Any in the daily check."),
    Query(.driftFindings).max().isAbove(0),
    [.begins("one", [.init(.driftFindings, [:], 1)], []), .quiet("none", [.init(.driftFindings, [:], 0)])])
}
