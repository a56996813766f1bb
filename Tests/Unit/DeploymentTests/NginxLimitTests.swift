import Schema
import Testing

@testable import Deployment

/// What nginx lets one client and one tenant do.
@Suite struct NginxLimitTests {
  private func limit(_ changes: String, nginx: String = "{}") -> TenantLimitPlan {
    Read((#"{image: "odoo:18.0-20260105"}"#, changes), ("tls:", "nginx: \(nginx)\ntls:")).plan.host.nginx.rates.tenant
  }

  /// Half of the workers, so that nobody takes them all; but never so few that one page is refused.
  @Test(arguments: [(64, 32), (9, 5), (8, 4), (2, 4), (0, 4)])
  func leavesHalfOfTheWorkersToOthers(_ workers: Int, _ wanted: Int) {
    #expect(look(limit("{tenants: {workers: \(workers)}}").connections) == wanted)
    #expect(look(limit("{tenants: {workers: \(workers)}}", nginx: "{tenant_limit: {connections: 7}}").connections) == 7)
  }

  @Test(arguments: [("30/s", "30r/s 300"), ("90/m", "90r/m 100"), ("5/s", "5r/s 100"), ("99999/s", "99999r/s 999990")])
  func letsRequestsWaitTenSeconds(_ rate: String, _ wanted: String) {
    let plan = limit("{}", nginx: "{tenant_limit: {requests: \(rate)}}")
    #expect("\(look(plan.nginxRate).printed) \(look(plan.burst))" == wanted)
  }

  @Test(arguments: [
    ("{}", "10r/m 5, 100r/m 60, 5r/m 5"), ("{login_rate: 2/s, login_burst: 1}", "2r/s 1, 20r/s 20, 5r/m 5"),
    ("{login_rate: 60/m, signup_rate: 1/s}", "60r/m 30, 600r/m 310, 1r/s 3"),
    ("{signup_rate: 600/m}", "10r/m 5, 100r/m 60, 600r/m 20"),
  ])
  func countsLoginsAtEachHostAndAtAll(_ nginx: String, _ wanted: String) {
    let rates = Read(("tls:", "nginx: \(nginx)\ntls:")).plan.host.nginx.rates
    let (login, signup) = (rates.login, rates.signup)
    let pairs = [(login.nginxRate, login.burst), (login.totalRate, login.totalBurst), (signup.nginxRate, signup.burst)]
    #expect(pairs.map { "\(look($0).printed) \(look($1))" }.joined(separator: ", ") == wanted)
  }

  /// By default a tenant's programs call whatever there is; those of the superadmin what they called before.
  @Test(arguments: [
    ("{}", "true true true, true false true"),
    ("{tenants: {api: []}, superadmin: {api: [jsonrpc]}}", "false false false, false true false"),
    ("{tenants: {api: [json2, xmlrpc]}}", "true false true, true false true"),
  ])
  func opensWhatProgramsMayCall(_ odoo: String, _ wanted: String) {
    let plan = Read((#"{image: "odoo:18.0-20260105"}"#, odoo)).plan.containers.odoo
    let apis = [plan.tenants.access.api, plan.superadmin.access.api]
    let found = apis.map { "\(look($0.hasXMLRPC)) \(look($0.hasJSONRPC)) \(look($0.hasJSON2))" }
    #expect(found.joined(separator: ", ") == wanted)
  }
}
