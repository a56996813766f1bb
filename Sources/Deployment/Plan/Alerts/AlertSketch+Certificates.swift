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
      source:
        "21 days, for an hour. The last answer within an hour counts, so that the alert does not end when nginx does."),
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
      source:
        "3 days, for 10 minutes. The last answer within an hour counts, so that the alert does not end when nginx does."
    ),
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
