import Schema

/// An alert as it is written in this folder.
struct AlertSketch: Sendable {
  /// A label of an alert.
  typealias Label = (name: String, value: String)

  let name: String
  let area: AlertArea
  let severity: AlertSeverity
  /// For how long the condition has to hold, in seconds.
  let hold: Int
  let words: AlertWords
  /// The condition and its tests, which both follow from the thresholds.
  let body: Traced<AlertBody>

  init(
    _ name: String, _ area: AlertArea, _ severity: AlertSeverity, hold: Int, _ words: AlertWords,
    _ body: Traced<AlertBody>
  ) {
    (self.name, self.area, self.severity, self.hold, self.words, self.body) = (name, area, severity, hold, words, body)
  }

  /// An alert that is the same for every site.
  init(
    _ name: String, _ area: AlertArea, _ severity: AlertSeverity, hold: Int, _ words: AlertWords, _ query: Query,
    _ tests: [TestSketch]
  ) {
    self.init(name, area, severity, hold: hold, words, Traced(constant: AlertBody(query: query, tests: tests)))
  }
}

/// The condition of an alert, and its tests.
struct AlertBody: Sendable {
  let query: Query
  let tests: [TestSketch]
}

/// What an alert says.
struct AlertWords: Sendable {
  /// What is told, with labels of the series.
  let summary: AlertWording
  let meaning: String
  /// Commands that show more.
  let look: [AlertWording]
  /// What to do.
  let remedy: [String]
  let source: String
}

extension AlertRule {
  /// - Parameter scope: the site whose series are meant, where Prometheus watches several.
  init(_ sketch: AlertSketch, site name: Traced<ProjectName>, scope: Traced<String?>) {
    self.init(
      head: AlertHead(sketch),
      expression: derive { t in AlertExpression(canonical: t(sketch.body).query.text(site: t(scope))) },
      help: AlertHelp(sketch.words, site: name),
      tests: derive { t in
        let site = t(scope)
        return t(sketch.body).tests.map { AlertTest($0, of: sketch, site: site) }
      })
  }
}

extension AlertHead {
  fileprivate init(_ sketch: AlertSketch) {
    self.init(
      name: Traced(constant: Name(canonical: sketch.name)),
      anchor: Traced(constant: Name(canonical: "alert-\(sketch.name.lowercased())")),
      area: Traced(constant: sketch.area), severity: Traced(constant: sketch.severity),
      hold: Traced(constant: Seconds(sketch.hold)),
      summary: Traced(constant: AlertText(canonical: sketch.words.summary.template)))
  }
}

extension AlertHelp {
  fileprivate init(_ words: AlertWords, site name: Traced<ProjectName>) {
    self.init(
      meaning: Traced(constant: AlertText(canonical: words.meaning)),
      look: Traced(
        constant: words.look.map { command in
          guard command.namesSite else { return Traced(constant: AlertCommand(canonical: command.text())) }
          return derive("name") { t in AlertCommand(canonical: command.text(site: t(name).printed)) }
        }),
      remedy: Traced(constant: words.remedy.map { Traced(constant: AlertText(canonical: $0)) }),
      source: Traced(constant: AlertText(canonical: words.source)))
  }
}
