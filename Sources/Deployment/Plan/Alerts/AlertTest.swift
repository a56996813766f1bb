public import Schema

/// A unit test of an alert, as `promtool test rules` runs it.
public struct AlertTest: Tabled {
  let title: Traced<AlertText>
  let step: Traced<Seconds>
  let inputs: Traced<[AlertInput]>
  let moments: Traced<[AlertMoment]>

  /// One test.
  public static let table = Table(
    "test of an alert", AlertTest.init,
    Row("title", \.title, "What it shows."),
    Row("step", \.step, "The time between two samples."),
    Row("inputs", \.inputs, "The series."),
    Row("moments", \.moments, "When to look at the alert."))
}

/// A series of a test.
public struct AlertInput: Tabled {
  let series: Traced<AlertExpression>
  let values: Traced<AlertValues>

  /// One series.
  public static let table = Table(
    "series of a test", AlertInput.init,
    Row("series", \.series, "Its name and labels."),
    Row("samples", \.values, "Its samples, in Prometheus' notation."))
}

/// A time at which a test looks at an alert.
public struct AlertMoment: Tabled {
  let at: Traced<Seconds>
  let alerts: Traced<[AlertSeen]>

  /// One time.
  public static let table = Table(
    "moment of a test", AlertMoment.init,
    Row("at", \.at, "The time since the first sample."),
    Row("alerts", \.alerts, "What is told then; nothing where it is empty."))
}

/// An alert that a test wants to see.
public struct AlertSeen: Tabled {
  let labels: Traced<[AlertLabel]>
  let summary: Traced<AlertText>

  /// One alert.
  public static let table = Table(
    "alert that is seen", AlertSeen.init,
    Row("labels", \.labels, "Its labels beside those that the rule gives to all."),
    Row("summary", \.summary, "Its summary."))
}

/// A label of an alert.
public struct AlertLabel: Tabled {
  let name: Traced<Name>
  let value: Traced<AlertText>

  /// One label.
  public static let table = Table(
    "label", AlertLabel.init,
    Row("name", \.name, "Its name."),
    Row("value", \.value, "Its value."))
}
