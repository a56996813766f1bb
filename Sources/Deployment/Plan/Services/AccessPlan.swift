public import Schema

/// Who may open an instance's site, and how long nginx waits for it.
public struct AccessPlan: Tabled {
  let allowFrom: Traced<[Traced<CIDR>]>
  let api: APIPlan
  let proxyTimeout: Traced<Int>

  /// The effective settings.
  public static let table = Table(
    "access", AccessPlan.init,
    Row("allow_from", \.allowFrom, "Who may open its site; none means everyone."),
    Row(part: \.api),
    Row("proxy_timeout_seconds", \.proxyTimeout, "How long nginx waits: longer than any request may take."))
}

extension AccessPlan {
  init(_ instance: Instance, limits: LimitPlan) {
    self.init(
      allowFrom: instance.front.allowFrom, api: APIPlan(instance.settings.api),
      proxyTimeout: derive("limits.time_real + 20") { t in t(limits.timeRealSeconds) + 20 })
  }
}

/// What programs outside may call.
public struct APIPlan: Tabled {
  let hasXMLRPC: Traced<Bool>
  let hasJSONRPC: Traced<Bool>
  let hasJSON2: Traced<Bool>

  /// One row for each.
  public static let table = Table(
    "external APIs", APIPlan.init,
    Row("has_xmlrpc", \.hasXMLRPC, "Whether programs may call /xmlrpc."),
    Row("has_jsonrpc", \.hasJSONRPC, "Whether programs may call /jsonrpc."),
    Row("has_json2", \.hasJSON2, "Whether programs may call /json."))
}

extension APIPlan {
  init(_ chosen: Traced<[Traced<ExternalAPI>]>) {
    func has(_ api: ExternalAPI) -> Traced<Bool> {
      derive("\(api.rawValue) is among its api") { t in t.contains(chosen, api) }
    }
    self.init(hasXMLRPC: has(.xmlrpc), hasJSONRPC: has(.jsonrpc), hasJSON2: has(.json2))
  }
}
