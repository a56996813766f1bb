/// An expression of PromQL that is put together from typed parts.
struct Query: Sendable {
  /// The expression, with a mark behind each metric, where the matcher of a site can stand.
  private let text: String
  private let strength: Strength

  /// How strongly its outermost operator binds (Prometheus' documentation, binary operator precedence).
  private enum Strength: Int {
    case or, and, comparison, sum, product, whole
  }

  private init(_ text: String, _ strength: Strength = .whole) {
    self.text = text
    self.strength = strength
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

  /// The text on one side of an operator: in brackets if the operator binds more. Operators of one strength go from left to right.
  private func operand(_ outer: Strength, isRight: Bool = false) -> String {
    strength.rawValue < outer.rawValue + (isRight ? 1 : 0) && strength != .whole ? "(\(text))" : text
  }
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

  private func aggregate(_ name: String, _ labels: [String]) -> Query {
    Query(labels.isEmpty ? "\(name)(\(text))" : "\(name) by (\(labels.joined(separator: ", "))) (\(text))")
  }
}

/// Arithmetic, comparisons and sets.
extension Query {
  func minus(_ other: Query) -> Query { joined("-", other, .sum) }
  func times(_ number: Int) -> Query { joined("*", number, .product) }
  func divided(by other: Query) -> Query { joined("/", other, .product) }
  /// The rest of one.
  var complement: Query { Query("1 - \(operand(.sum, isRight: true))", .sum) }

  func isBelow(_ limit: Int) -> Query { joined("<", limit, .comparison) }
  func isAbove(_ limit: Int) -> Query { joined(">", limit, .comparison) }
  func isAbove(decimal limit: String) -> Query { Query("\(operand(.comparison)) > \(limit)", .comparison) }
  /// Above the one sample of another query, whatever the labels are.
  func isAbove(single limit: Query) -> Query { joined("> on () group_left ()", limit, .comparison) }
  func isAtLeast(_ limit: Int) -> Query { joined(">=", limit, .comparison) }
  func equals(_ value: Int) -> Query { joined("==", value, .comparison) }

  func or(_ others: Query...) -> Query { others.reduce(self) { $0.joined("or", $1, .or) } }
  /// Those for which the other query has a sample with the same labels, or with the same of these.
  func and(_ other: Query, on labels: [String]? = nil) -> Query {
    joined("and" + (labels.map { " on (\($0.joined(separator: ", ")))" } ?? ""), other, .and)
  }
  /// Those for which the other query has no sample at all.
  func unless(any other: Query) -> Query { joined("unless on ()", other, .and) }

  private func joined(_ sign: String, _ other: Query, _ strength: Strength) -> Query {
    Query("\(operand(strength)) \(sign) \(other.operand(strength, isRight: true))", strength)
  }

  private func joined(_ sign: String, _ number: Int, _ strength: Strength) -> Query {
    Query("\(operand(strength)) \(sign) \(number)", strength)
  }
}
