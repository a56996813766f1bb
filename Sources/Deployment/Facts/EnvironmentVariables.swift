/// Environment variables of the containers of Odoo that decide what gen decides.
enum EnvironmentVariables {
  /// Why a variable is refused, to be read after its name, and what to write instead; nil where it is the operator's.
  static func refusal(of name: String) -> (reason: String, remedy: String)? {
    if let setting = managed[name] { return ("is a variable that gen sets itself", setting) }
    if ["SECRET_", "GUARD_"].contains(where: name.begins) {
      return ("is a variable that odoo-start and gen_guard read", "write another name")
    }
    // libpq's documentation, 32.15: they apply wherever a connection names nothing else. Odoo 19.0 reads most of them itself.
    if name == "PGTZ" {
      return ("is the zone of every connection to PostgreSQL, and Odoo stores times in UTC without one", "remove it")
    }
    if name.begins(with: "PG") {
      return ("is read by every client of PostgreSQL, and would change where and how it connects", "remove it")
    }
    // odoo/tools/config.py of 19.0: ODOO_ and the option's name, above the configuration file.
    guard name.begins(with: "ODOO_") else { return nil }
    let option = name.without(5).folded
    if let setting = OdooOptions.managed[option] {
      return (
        "overrides the option \(option) from Odoo 19.0 on, and gen writes that option itself",
        "write \(setting) instead"
      )
    }
    if let refusal = OdooOptions.refusal(of: option) {
      return ("overrides the option \(option) from Odoo 19.0 on, which \(refusal.reason)", refusal.remedy)
    }
    return OdooOptions.known[option] != nil
      ? ("overrides the option \(option) from Odoo 19.0 on", "write \(option) under settings of the instance") : nil
  }

  /// What gen's docker-compose.yml and Dockerfile.odoo set, and what decides the channels of jobs before odoo.conf does
  /// (OCA/queue, queue_job/jobrunner/runner.py).
  private static let managed: [String: String] = [
    "TZ": "write server.timezone instead", "ODOO_RC": "remove it", "OPENERP_SERVER": "remove it",
    "ODOO_QUEUE_JOB_CHANNELS": "write odoo.queue_job: {channels: …} instead",
  ]
}
