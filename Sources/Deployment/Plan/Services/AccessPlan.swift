public import Schema

/// Who may open an instance's site, and how long nginx waits for it.
public struct AccessPlan: Tabled {
  let allowFrom: Traced<[Traced<CIDR>]>
  let proxyTimeout: Traced<Int>

  /// The effective settings.
  public static let table = Table(
    "access", AccessPlan.init,
    Row("allow_from", \.allowFrom, "Who may open its site; none means everyone."),
    Row("proxy_timeout_seconds", \.proxyTimeout, "How long nginx waits: longer than any request may take."))
}

extension AccessPlan {
  init(_ instance: Instance, limits: LimitPlan) {
    self.init(
      allowFrom: instance.allowFrom,
      proxyTimeout: derive("limits.time_real + 20") { t in t(limits.timeRealSeconds) + 20 })
  }
}
