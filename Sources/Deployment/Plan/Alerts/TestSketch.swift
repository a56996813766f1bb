import Schema

/// A test of an alert as it is written in this folder.
struct TestSketch: Sendable {
  let title: String
  /// The time between two samples, in seconds.
  let step: Int
  let inputs: [Input]
  /// When the condition begins to hold, in seconds.
  let since: Int
  /// The labels of each alert that begins; none where it must not.
  let alerts: [[AlertSketch.Label]]

  /// A series and its samples.
  struct Input: Sendable {
    /// Its name and labels, with the mark of a query.
    let series: String
    let samples: Samples
  }

  /// Samples, as many as the test is long.
  enum Samples: Sendable {
    /// The same all the time.
    case steady(String)
    /// From a number on, more or less at each step.
    case line(from: Int, by: Int)
    /// A number so many times, then another one for good.
    case step(from: String, times: Int, to: String)
    /// A number so many times, then nothing.
    case ends(String, times: Int)
  }

  /// A test in which the condition begins to hold at some time, for series with these labels.
  static func begins(
    _ title: String, _ inputs: [Input], since: Int = 0, step: Int = 60, _ alerts: [AlertSketch.Label]...
  ) -> TestSketch {
    TestSketch(title: title, step: step, inputs: inputs, since: since, alerts: alerts)
  }

  /// A test in which it does not hold at any time.
  static func quiet(_ title: String, _ inputs: [Input], until since: Int = 0, step: Int = 60) -> TestSketch {
    TestSketch(title: title, step: step, inputs: inputs, since: since, alerts: [])
  }
}

extension TestSketch.Input {
  /// A series that is the same all the time.
  init(_ metric: Metric, _ labels: KeyValuePairs<String, String> = [:], _ value: Int) {
    self.init(metric, labels, .steady("\(value)"))
  }

  init(_ metric: Metric, _ labels: KeyValuePairs<String, String> = [:], _ samples: TestSketch.Samples) {
    self.init(series: Query.selector(metric, labels.map { Matcher.is($0.key, $0.value) }), samples: samples)
  }
}

extension TestSketch.Samples {
  /// In Prometheus' notation: `a+bxn` has n samples after the first one.
  func printed(count: Int) -> String {
    let count = max(count, 1)
    switch self {
    case .steady(let value): return "\(value)+0x\(count)"
    case .line(let first, let change): return "\(first)\(change < 0 ? "-" : "+")\(abs(change))x\(count)"
    case .step(let first, let times, let second): return "\(first)+0x\(times - 1) \(second)+0x\(max(count - times, 1))"
    case .ends(let value, let times): return "\(value)+0x\(times - 1) _x\(max(count - times, 1))"
    }
  }
}

extension AlertTest {
  /// The time between two evaluations in a test.
  private static let evaluation = 30

  init(_ sketch: TestSketch, of alert: AlertSketch, site: String?) {
    let begun = sketch.since + alert.hold
    let end = sketch.alerts.isEmpty ? begun + 60 : begun
    let seen = sketch.alerts.map { labels in AlertSeen(labels, alert.words) }
    let moments: [(Int, [AlertSeen])] =
      seen.isEmpty ? [(end, [])] : alert.hold == 0 ? [(end, seen)] : [(begun - Self.evaluation, []), (end, seen)]
    let count = end / sketch.step + 1
    self.init(
      title: Traced(constant: AlertText(canonical: sketch.title)), step: Traced(constant: Seconds(sketch.step)),
      inputs: Traced(constant: sketch.inputs.map { AlertInput($0, count: count, site: site) }),
      moments: Traced(
        constant: moments.map { AlertMoment(at: Traced(constant: Seconds($0)), alerts: Traced(constant: $1)) }))
  }
}

extension AlertInput {
  fileprivate init(_ input: TestSketch.Input, count: Int, site: String?) {
    self.init(
      series: Traced(constant: AlertExpression(canonical: Query.text(input.series, site: site))),
      values: Traced(constant: AlertValues(canonical: input.samples.printed(count: count))))
  }
}

extension AlertSeen {
  fileprivate init(_ labels: [AlertSketch.Label], _ words: AlertWords) {
    let summary = words.summary.expanded(with: labels)
    self.init(
      labels: Traced(
        constant: labels.map { label in
          AlertLabel(
            name: Traced(constant: Name(canonical: label.name)),
            value: Traced(constant: AlertText(canonical: label.value)))
        }),
      summary: Traced(constant: AlertText(canonical: summary)))
  }
}
