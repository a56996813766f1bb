import Diagnostics
import Testing

@testable import Deployment

/// What the operator adds to the environment of the containers, and to the job queue; with the whole text.
@Suite struct EnvironmentRuleTests {
  private func findings(_ odoo: String) -> [String] {
    Read((RuleTests.image, "odoo: {image: odoo:18.0-20260105, \(odoo)}")).findings.map {
      "\($0.place?.span.start.line ?? 0):\($0.place?.span.start.column ?? 0) \($0.severity.rawValue): \($0.message) [\($0.id)]; "
        + ($0.help ?? "-")
    }
  }

  @Test(arguments: [
    ("TZ", "is a variable that gen sets itself", "write server.timezone instead"),
    ("ODOO_RC", "is a variable that gen sets itself", "remove it"),
    (
      "ODOO_QUEUE_JOB_CHANNELS", "is a variable that gen sets itself", "write odoo.queue_job: {channels: …} instead"
    ),
    ("SECRET_X", "is a variable that odoo-start and gen_guard read", "write another name"),
    ("GUARD_MAIL_RELAY", "is a variable that odoo-start and gen_guard read", "write another name"),
    (
      "PGHOST", "is read by every client of PostgreSQL, and would change where and how it connects", "remove it"
    ),
    (
      "ODOO_LIST_DB",
      "overrides the option list_db from Odoo 19.0 on, which shows visitors every tenant and the database manager",
      "remove it"
    ),
    (
      "ODOO_WORKERS", "overrides the option workers from Odoo 19.0 on, and gen writes that option itself",
      "write workers instead"
    ),
    (
      "ODOO_TEST_TAGS",
      "overrides the option test_tags from Odoo 19.0 on, which runs tests in the tenants' databases", "remove it"
    ),
    (
      "PGTZ", "is the zone of every connection to PostgreSQL, and Odoo stores times in UTC without one", "remove it"
    ),
    (
      "ODOO_UNACCENT", "overrides the option unaccent from Odoo 19.0 on",
      "write unaccent under settings of the instance"
    ),
  ])
  func refusesVariablesThatDecideWhatGenDecides(_ name: String, _ reason: String, _ remedy: String) {
    #expect(
      findings("environment: {\(name): x}") == [
        "6:\(51 + name.utf8.count) error: odoo.environment: \(name) \(reason) [variable-managed]; \(remedy)"
      ])
    #expect(
      findings("superadmin: {environment: {\(name): x}}") == [
        "6:\(64 + name.utf8.count) error: odoo.superadmin.environment: \(name) \(reason) [variable-managed]; \(remedy)"
      ])
  }

  @Test(arguments: [
    ("SMTP_PASSWORD", "it is the file smtp_password"), ("AWS_SECRET_ACCESS_KEY", "secrets are files"),
    ("API_TOKEN", "secrets are files"),
  ]) func refusesSecrets(_ name: String, _ place: String) {
    #expect(
      findings("tenants: {environment: {\(name): x}}") == [
        "6:59 error: odoo.tenants.environment.\(name): a secret does not belong in a committed file [secret-in-site]; "
          + "remove it here, and change it where it is in use; \(place) in the folder that secrets.directory names"
      ])
  }

  @Test func hidesAPasswordInAValue() {
    let found = Read(
      (RuleTests.image, "odoo: {image: odoo:18.0-20260105, environment: {A: \"https://u:geheim@a.example\"}}"))
    #expect(found.lines == ["6:52 odoo.environment.A: the value contains a password or a key [secret-in-site]"])
  }

  @Test(arguments: ["ODOO_STAGE", "http_proxy", "SENTRY_DSN", "ODOO_SESSION_REDIS"])
  func leavesTheRestToTheOperator(_ name: String) {
    #expect(findings("environment: {\(name): x}") == [])
  }

  @Test func prefersTheValueForOneInstance() {
    let plan = Read((RuleTests.image, "odoo: {environment: {A: a, B: b}, tenants: {environment: {B: c, C: $HOME}}}"))
      .plan
    let services = look(plan.containers.services)
    func added(_ service: Int) -> [String] {
      look(services[service].environment).suffix(3).map { "\(look($0.name).printed)=\(look($0.value).printed)" }
    }
    #expect(added(2) == ["A=a", "B=c", "C=$HOME"])
    #expect(added(3).suffix(2) == ["A=a", "B=b"])
  }

  @Test func asksForTheModuleOfTheJobQueue() {
    #expect(
      findings("queue_job: {channels: \"root:2\"}") == [
        "6:57 error: odoo.queue_job has no effect: queue_job is not among odoo.server_wide_modules [queue-job-module]; "
          + "write server_wide_modules: [queue_job], with the module in a folder of odoo.addons; or remove odoo.queue_job"
      ])
  }

  @Test func warnsOfJobsThatTakeEveryWorker() {
    let module = "server_wide_modules: [queue_job], "
    #expect(findings(module + "queue_job: {channels: \"root:8\"}") == [])
    #expect(
      findings(module + "queue_job: {channels: \"root:9\"}") == [
        "6:91 warning: odoo.queue_job.channels: 9 jobs at the same time leave none of the tenants' 9 workers for people "
          + "[queue-job-workers]; write at most root:8"
      ])
    #expect(
      findings(module + "queue_job: {channels: \"root:9\"}, tenants: {workers: 1}") == [
        "6:91 warning: odoo.queue_job.channels: 9 jobs at the same time leave none of the tenants' 1 workers for people "
          + "[queue-job-workers]; give the tenants more workers"
      ])
  }
}
