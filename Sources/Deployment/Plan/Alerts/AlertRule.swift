public import Schema

/// An alert: when it begins, what it says, and what shows that both are so.
public struct AlertRule: Tabled {
  let head: AlertHead
  let expression: Traced<AlertExpression>
  let help: AlertHelp
  let tests: Traced<[AlertTest]>

  /// One alert.
  public static let table = Table(
    "alert", AlertRule.init,
    Row(part: \.head),
    Row("expression", \.expression, "The condition, in PromQL."),
    Row(part: \.help),
    Row("tests", \.tests, "Series for which it begins, and others for which it does not."))
}

/// What an alert is called, and how it is told: a part of `AlertRule`.
public struct AlertHead: Tabled {
  let name: Traced<Name>
  let anchor: Traced<Name>
  let area: Traced<AlertArea>
  let severity: Traced<AlertSeverity>
  let hold: Traced<Seconds>
  let summary: Traced<AlertText>

  /// The head.
  public static let table = Table(
    "head of an alert", AlertHead.init,
    Row("name", \.name, "Its name."),
    Row("anchor", \.anchor, "Where RUNBOOK.md describes it."),
    Row("area", \.area, "What it is about; its label `duty`."),
    Row("severity", \.severity, "How urgent it is."),
    Row("hold", \.hold, "For how long the condition has to hold before somebody is told."),
    Row("summary", \.summary, "What is told, with the labels of the series."))
}

/// What helps whoever is told: a part of `AlertRule`.
public struct AlertHelp: Tabled {
  let meaning: Traced<AlertText>
  let look: Traced<[Traced<AlertCommand>]>
  let remedy: Traced<[Traced<AlertText>]>
  let source: Traced<AlertText>

  /// The help.
  public static let table = Table(
    "help for an alert", AlertHelp.init,
    Row("meaning", \.meaning, "What it means."),
    Row("look", \.look, "Commands that show more."),
    Row("remedy", \.remedy, "What to do, in this order."),
    Row("source", \.source, "Where its thresholds come from."))
}
