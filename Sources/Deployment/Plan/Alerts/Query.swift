/// An expression of PromQL that is put together from typed parts.
struct Query: Sendable {
  /// The expression, with a mark behind each metric, where the matcher of a site can stand.
  private let text: String
  /// Whether it needs brackets within another one.
  private let isCompound: Bool

  private init(_ text: String, isCompound: Bool = false) {
    self.text = text
    self.isCompound = isCompound
  }

  /// The series of a metric.
  init(_ metric: Metric, _ matchers: Matcher...) {
    self.init(Self.selector(metric, matchers))
  }

  /// The present time, in seconds.
  static let now = Query("time()")
  /// One sample without labels, whatever happens.
  static func always(_ value: Int) -> Query { Query("vector(\(value))") }

  /// The expression for a Prometheus that watches one site, or for the series of one site among several.
  func text(site: String?) -> String { Self.text(text, site: site) }

  /// A metric's name and what its labels have to be, with the mark.
  static func selector(_ metric: Metric, _ matchers: [Matcher]) -> String {
    matchers.isEmpty ? "\(metric.rawValue)@" : "\(metric.rawValue)@{\(matchers.map(\.text).joined(separator: ","))}"
  }

  /// A text with the matcher of a site in place of each mark.
  static func text(_ marked: String, site: String?) -> String {
    let pieces = marked.split(separator: "@", omittingEmptySubsequences: false)
    return pieces.dropFirst().reduce(into: String(pieces[0])) { text, piece in
      guard let site else {
        text += piece
        return
      }
      let hasMatchers = piece.utf8.first == UInt8(ascii: "{")
      text += hasMatchers ? "{site=\"\(site)\",\(piece.dropFirst())" : "{site=\"\(site)\"}\(piece)"
    }
  }

  private var operand: String { isCompound ? "(\(text))" : text }
}

/// What a label has to be.
struct Matcher: Sendable {
  /// As PromQL writes it.
  let text: String

  /// A label that has one value.
  static func `is`(_ label: String, _ value: String) -> Matcher { Matcher(text: "\(label)=\"\(value)\"") }
  /// A label that matches a regular expression.
  static func matches(_ label: String, _ pattern: String) -> Matcher { Matcher(text: "\(label)=~\"\(pattern)\"") }
  /// A label that does not match a regular expression.
  static func isNot(_ label: String, _ pattern: String) -> Matcher { Matcher(text: "\(label)!~\"\(pattern)\"") }
  /// The name of a job in prometheus.yml.
  static func job(_ name: String) -> Matcher { .is("job", name) }
}

/// What is made of the samples of some time.
extension Query {
  /// The increase in each second. Only of series.
  func rate(_ window: String) -> Query { Query("rate(\(text)[\(window)])") }
  /// How many events a counter has counted. Prometheus extrapolates to the ends of the window, so that one event counts as 1.05:
  /// without `round`, "more than 3" would be 3.
  func events(_ window: String) -> Query { Query("round(increase(\(text)[\(window)]))") }
  /// The last sample, even if there is no longer one.
  func last(_ window: String) -> Query { Query("last_over_time(\(text)[\(window)])") }
  /// The value in some seconds, if it goes on as in the window.
  func predicted(_ window: String, inSeconds seconds: Int) -> Query {
    Query("predict_linear(\(text)[\(window)], \(seconds))")
  }
  /// The change in each second, of a gauge.
  func slope(_ window: String) -> Query { Query("deriv(\(text)[\(window)])") }
  /// One sample if there is no such series.
  var absent: Query { Query("absent(\(text))") }
  /// Without its sign.
  var magnitude: Query { Query("abs(\(text))") }
  /// The value below which a share of a histogram's observations is.
  func quantile(_ share: String) -> Query { Query("histogram_quantile(\(share), \(text))") }
}

/// One sample of several.
extension Query {
  /// The sum of those that have these labels in common.
  func sum(by labels: String...) -> Query { aggregate("sum", labels) }
  /// The largest of those.
  func max(by labels: String...) -> Query { aggregate("max", labels) }
  /// The smallest of those.
  func min(by labels: String...) -> Query { aggregate("min", labels) }
  /// The mean of those.
  func mean(by labels: String...) -> Query { aggregate("avg", labels) }

  private func aggregate(_ name: String, _ labels: [String]) -> Query {
    Query(labels.isEmpty ? "\(name)(\(text))" : "\(name) by (\(labels.joined(separator: ", "))) (\(text))")
  }
}

/// Arithmetic, comparisons and sets.
extension Query {
  func minus(_ other: Query) -> Query { joined("-", other) }
  func times(_ number: Int) -> Query { joined("*", number) }
  func divided(by other: Query) -> Query { joined("/", other) }
  /// The rest of one.
  var complement: Query { Query("1 - \(operand)", isCompound: true) }

  func isBelow(_ limit: Int) -> Query { joined("<", limit) }
  func isAbove(_ limit: Int) -> Query { joined(">", limit) }
  func isAbove(decimal limit: String) -> Query { Query("\(operand) > \(limit)", isCompound: true) }
  /// Above the one sample of another query, whatever the labels are.
  func isAbove(single limit: Query) -> Query { Query("\(operand) > on () group_left () \(limit.operand)", isCompound: true) }
  func isAtLeast(_ limit: Int) -> Query { joined(">=", limit) }
  func equals(_ value: Int) -> Query { joined("==", value) }

  func or(_ others: Query...) -> Query { others.reduce(self) { $0.set("or", $1) } }
  /// Those for which the other query has a sample with the same labels, or with the same of these.
  func and(_ other: Query, on labels: [String]? = nil) -> Query {
    set("and" + (labels.map { " on (\($0.joined(separator: ", ")))" } ?? ""), other)
  }

  /// Those for which the other query has no sample at all.
  func unless(any other: Query) -> Query { set("unless on ()", other) }

  private func joined(_ sign: String, _ other: Query) -> Query {
    Query("\(operand) \(sign) \(other.operand)", isCompound: true)
  }

  private func joined(_ sign: String, _ number: Int) -> Query {
    Query("\(operand) \(sign) \(number)", isCompound: true)
  }

  /// `and` and `or` bind less than comparisons; brackets tell them apart.
  private func set(_ sign: String, _ other: Query) -> Query {
    let first = text.contains(" or ") && sign == "or" ? text : operand
    return Query("\(first) \(sign) \(other.operand)", isCompound: true)
  }
}
