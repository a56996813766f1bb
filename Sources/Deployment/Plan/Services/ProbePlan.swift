public import Schema

/// How the engine sees that a service works: one of the three ways to ask it, and how often.
public struct ProbePlan: Tabled {
  let login: Traced<LoginProbe?>
  let page: Traced<PageProbe?>
  let metrics: Traced<MetricsProbe?>
  let interval: Traced<Int>
  let timeout: Traced<Int>
  let retries: Traced<Int>
  let startPeriod: Traced<Int>

  /// The probe.
  public static let table = Table(
    "probe", ProbePlan.init,
    Row("login", \.login, "A role of PostgreSQL that logs in."),
    Row("page", \.page, "A page of Odoo that has to answer."),
    Row("metrics", \.metrics, "An exporter that has to answer."),
    Row("interval_seconds", \.interval, "How often."),
    Row("timeout_seconds", \.timeout, "The time limit for an answer."),
    Row("retries", \.retries, "How many failures in a row make it unhealthy."),
    Row("start_period_seconds", \.startPeriod, "How long failures are ignored at first."))
}

/// A role that logs in to PostgreSQL.
public struct LoginProbe: Tabled {
  let role: Traced<Name>
  let database: Traced<DatabaseName>

  /// The login.
  public static let table = Table(
    "login", LoginProbe.init,
    Row("role", \.role, "The role."),
    Row("database", \.database, "The database."))
}

/// A page that Odoo has for this.
public struct PageProbe: Tabled {
  let port: Traced<Int>

  /// The page.
  public static let table = Table("page", PageProbe.init, Row("port", \.port, "The port in the container."))
}

/// The first page of an exporter, which measures nothing.
public struct MetricsProbe: Tabled {
  let port: Traced<Int>

  /// The page.
  public static let table = Table(
    "exporter's page", MetricsProbe.init, Row("port", \.port, "The port in the container."))
}

extension ProbePlan {
  /// A login.
  init(_ login: LoginProbe) {
    self.init(
      login: Traced(constant: login), page: Traced(constant: nil), metrics: Traced(constant: nil),
      interval: Traced(constant: 10),
      timeout: Traced(constant: 5), retries: Traced(constant: 6), startPeriod: Traced(constant: 60))
  }

  /// A page.
  init(_ page: PageProbe) {
    self.init(
      login: Traced(constant: nil), page: Traced(constant: page), metrics: Traced(constant: nil),
      interval: Traced(constant: 15),
      timeout: Traced(constant: 5), retries: Traced(constant: 4), startPeriod: Traced(constant: 60))
  }

  /// An exporter.
  init(_ metrics: MetricsProbe) {
    self.init(
      login: Traced(constant: nil), page: Traced(constant: nil), metrics: Traced(constant: metrics),
      interval: Traced(constant: 30), timeout: Traced(constant: 5), retries: Traced(constant: 4),
      startPeriod: Traced(constant: 30))
  }
}
