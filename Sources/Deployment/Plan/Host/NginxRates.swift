public import Schema

/// How often, and how much at the same time.
public struct NginxRates: Tabled {
  let login: LoginRatePlan
  let signup: SignupRatePlan
  let api: ProgramRatePlan
  let tenant: TenantLimitPlan

  /// The effective limits.
  public static let table = Table(
    "limits of nginx", NginxRates.init,
    Row(part: \.login),
    Row(part: \.signup),
    Row(part: \.api),
    Row("tenant_limit", \.tenant, "What one tenant may use at the same time."))
}

extension NginxRates {
  init(
    _ nginx: NginxSettings, logins: LoginRatePlan, tenants: ProcessesPlan, possible: Traced<ClosedRange<Int>>
  ) {
    self.init(
      login: logins, signup: SignupRatePlan(nginx.signupRate), api: ProgramRatePlan(nginx.apiRate),
      tenant: TenantLimitPlan(nginx.tenantLimit, tenants, possible: possible))
  }
}

/// How often people may try to log in.
public struct LoginRatePlan: Tabled {
  let rate: Traced<Rate>
  let nginxRate: Traced<NginxRate>
  let burst: Traced<Int>
  let totalRate: Traced<NginxRate>
  let totalBurst: Traced<Int>

  /// The effective rate.
  public static let table = Table(
    "rate of logins", LoginRatePlan.init,
    Row("login_rate", \.rate, "Login attempts of each client address at each host."),
    Row("login_rate_nginx", \.nginxRate, "The same in nginx's form."),
    Row("login_burst", \.burst, "Attempts beyond the rate that pass at once."),
    Row("login_total_rate_nginx", \.totalRate, "Login attempts of each client address at all hosts together."),
    Row("login_total_burst", \.totalBurst, "Attempts beyond that rate that pass at once."))
}

extension LoginRatePlan {
  /// Several people may be behind one address, each at the site of another tenant: so many hosts at a time.
  static let hosts = 10

  init(_ nginx: NginxSettings) {
    let (rate, written) = (nginx.loginRate, nginx.loginBurst)
    let burst = derive("half of nginx.login_rate, at least 5") { t in max(t(rate).count / 2, 5) }.overridden(
      by: written)
    self.init(
      rate: rate, nginxRate: derive("nginx.login_rate") { t in NginxRate(t(rate)) }, burst: burst,
      totalRate: derive("\(Self.hosts) × nginx.login_rate") { t in NginxRate(t(rate), times: Self.hosts) },
      totalBurst: derive("\(Self.hosts) × (nginx.login_burst + 1)") { t in Self.hosts * (t(burst) + 1) })
  }
}

/// How often people may ask for an account or a new password.
public struct SignupRatePlan: Tabled {
  let rate: Traced<Rate>
  let nginxRate: Traced<NginxRate>
  let burst: Traced<Int>

  /// The effective rate.
  public static let table = Table(
    "rate of signups", SignupRatePlan.init,
    Row("signup_rate", \.rate, "Forms for a new account or password of each client address."),
    Row("signup_rate_nginx", \.nginxRate, "The same in nginx's form."),
    Row("signup_burst", \.burst, "Forms beyond the rate that pass at once."))
}

extension SignupRatePlan {
  init(_ rate: Traced<Rate>) {
    self.init(
      rate: rate, nginxRate: derive("nginx.signup_rate") { t in NginxRate(t(rate)) },
      burst: derive("nginx.signup_rate, from 3 to 20") { t in min(max(t(rate).count, 3), 20) })
  }
}

/// How often programs may call.
public struct ProgramRatePlan: Tabled {
  let rate: Traced<Rate>
  let nginxRate: Traced<NginxRate>
  let burst: Traced<Int>
  let delay: Traced<Int>

  /// The effective rate.
  public static let table = Table(
    "rate of programs", ProgramRatePlan.init,
    Row("api_rate", \.rate, "Calls of programs with a password or key, from each client address."),
    Row("api_rate_nginx", \.nginxRate, "The same in nginx's form."),
    Row("api_burst", \.burst, "Calls beyond the rate that are accepted."),
    Row("api_delay", \.delay, "Calls beyond the rate that are not even delayed."))
}

extension ProgramRatePlan {
  init(_ rate: Traced<Rate>) {
    self.init(
      rate: rate, nginxRate: derive("nginx.api_rate") { t in NginxRate(t(rate)) },
      burst: derive("what nginx.api_rate is in two seconds, at least 20") { t in Self.burst(t(rate)) },
      delay: derive("half of nginx.api_burst") { t in Self.burst(t(rate)) / 2 })
  }

  private static func burst(_ rate: Rate) -> Int { max(rate.within(seconds: 2), 20) }
}

extension Rate {
  /// How many times within some seconds.
  fileprivate func within(seconds: Int) -> Int { unit == "s" ? seconds * count : seconds * count / 60 }
}

/// What one tenant may use at the same time: the rate makes the requests of a page come one after the other, so that only those that take
/// long add up to the number of connections.
public struct TenantLimitPlan: Tabled {
  let connections: Traced<Int>
  let requests: Traced<Rate>
  let nginxRate: Traced<NginxRate>
  let burst: Traced<Int>
  let undelayed: Traced<Int>

  /// The effective limits.
  public static let table = Table(
    "limits of one tenant", TenantLimitPlan.init,
    Row("connections", \.connections, "Requests that Odoo works on at the same time."),
    Row("requests", \.requests, "Requests of one tenant."),
    Row("requests_nginx", \.nginxRate, "The same in nginx's form."),
    Row("burst", \.burst, "Requests beyond the rate that wait; further ones are refused."),
    Row("undelayed", \.undelayed, "Requests beyond the rate that do not wait."))
}

extension TenantLimitPlan {
  /// Fewer would refuse what one page asks for at the same time.
  private static let least = 4

  init(_ limit: TenantLimitSettings, _ tenants: ProcessesPlan, possible: Traced<ClosedRange<Int>>) {
    let (written, requests) = (limit.connections, limit.requests)
    let automatic = derive("half of odoo.tenants.workers, at least \(Self.least)") { t in
      t.settled(tenants.workers, within: possible) { max(($0 + 1) / 2, Self.least) }
    }
    let connections = automatic.overridden(by: derive { t in t(written).count })
    self.init(
      connections: connections, requests: requests,
      nginxRate: derive("nginx.tenant_limit.requests") { t in NginxRate(t(requests)) },
      burst: derive("what nginx.tenant_limit.requests is in ten seconds, at least 100") { t in
        max(t(requests).within(seconds: 10), 100)
      },
      undelayed: derive("connections - 1, for the first one is within the rate") { t in t(connections) - 1 })
  }
}

extension NginxRate {
  init(_ rate: Rate, times: Int = 1) {
    self.init(canonical: "\(times * rate.count)r/\(rate.unit)")
  }
}
