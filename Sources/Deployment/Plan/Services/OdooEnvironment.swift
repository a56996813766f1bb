import Schema

/// The environment variables of an instance of Odoo: names of secrets, and what the guard must know.
struct OdooEnvironment {
  let plan: InstancePlan
  let instance: Instance
  let common: ServiceCommon
  let isFirst: Bool

  /// All of them.
  var variables: Traced<[VariablePlan]> {
    let (provisioning, relay, account) = (provisioning, relay, account)
    let (provisions, mail) = (instance.provisionsTenants, common.site.odoo.mail)
    return .joined(
      Traced(constant: [timezone] + secrets + loginRate), derive { t in t(provisions) ? provisioning : [] },
      derive { t in
        guard let mail = t(mail) else { return [] }
        return t(mail.relay) == .host ? relay : mail.passwordKeeper(t) == .instances ? account : []
      }, additions)
  }

  private var timezone: VariablePlan { VariablePlan("TZ", common.site.server.timezone) }

  private var secrets: [VariablePlan] {
    [
      VariablePlan(
        "SECRET_DB_PASSWORD", plan.connections.passwordSecret,
        isFirst ? ["The secrets that odoo-start adds to the configuration: names, not values."] : []),
      VariablePlan("SECRET_ADMIN_PASSWD", plan.identity.adminSecret),
    ]
  }

  private var loginRate: [VariablePlan] {
    [
      VariablePlan(
        "GUARD_LOGIN_RATE", common.logins.rate, isQuoted: true,
        [
          "Wrong passwords that addons/gen_guard accepts from each address over RPC, as many as nginx on the login page."
        ]
      ),
      VariablePlan("GUARD_LOGIN_BURST", common.logins.burst, isQuoted: true),
    ]
  }

  private var provisioning: [VariablePlan] {
    let folder = common.odoo.interior.runDirectory
    return [
      VariablePlan(
        "SECRET_TENANTS_PASSWORD", common.postgres.provisioningSecret,
        ["The same for the tenants' server, and the password file for psql, which odoo-start makes."]),
      VariablePlan(
        "PGPASSFILE", derive { t in AbsolutePath(canonical: t(folder).printed + "/pgpass") }, isQuoted: true),
      VariablePlan(
        "TENANT_UPLOAD_BYTES", common.uploadBytes, isQuoted: true, ["The largest upload to a tenant that it makes."]),
    ]
  }

  private var relay: [VariablePlan] {
    [
      VariablePlan(
        "GUARD_MAIL_RELAY", plan.identity.gateway,
        ["The relay on the host; the module gen_guard tells it which database sends."])
    ]
  }

  /// The operator's own: a value for this instance replaces one for both.
  private var additions: Traced<[VariablePlan]> {
    let (both, own) = (common.site.odoo.environment, instance.settings.additions.environment)
    return derive { t in
      let own = t(own).entries
      let both = t(both).entries.filter { entry in !own.contains { t($0.key).printed == t(entry.key).printed } }
      return (both + own).enumerated().map { index, entry in
        VariablePlan(entry, index == 0 ? ["The operator's own."] : [])
      }
    }
  }

  private var account: [VariablePlan] {
    [VariablePlan("SECRET_SMTP_PASSWORD", Traced(constant: SecretFile.smtp.name))]
  }
}
