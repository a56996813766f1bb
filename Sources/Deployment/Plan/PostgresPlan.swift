public import Schema

/// PostgreSQL and its two servers.
public struct PostgresPlan: Tabled {
  let version: Traced<Int>
  let hasCopyStrategy: Traced<Bool>
  let image: Traced<ImageReference>
  let dataPath: Traced<AbsolutePath>
  let tenants: DatabasePlan
  let superadmin: DatabasePlan
  let provisioningRole: Traced<Name>
  let provisioningSecret: Traced<Name>

  /// The effective settings of PostgreSQL.
  public static let table = Table(
    "postgres", PostgresPlan.init,
    Row("version", \.version, "The major version."),
    Row("has_copy_strategy", \.hasCopyStrategy, "Whether CREATE DATABASE can be told how to copy a template."),
    Row("image", \.image, "The image of both servers."),
    Row("data_path", \.dataPath, "Where the volume is mounted."),
    Row("tenants", \.tenants, "The server of the tenants' databases."),
    Row("superadmin", \.superadmin, "The server of the superadmin's database."),
    Row(
      "provisioning_role", \.provisioningRole,
      "The role that a provisioning superadmin makes tenants' databases with, on the tenants' server."),
    Row("provisioning_secret", \.provisioningSecret, "The secret that holds its password."))
}

extension PostgresPlan {
  init(_ site: Site, _ sizing: Traced<Sizing>, _ odoo: OdooPlan) {
    let postgres = site.postgres
    self.init(
      version: postgres.version,
      hasCopyStrategy: derive("STRATEGY came with PostgreSQL 15") { t in
        PostgreSQLFacts.hasCopyStrategy(t(postgres.version))
      },
      image: derive("postgres: and postgres.version") { t in
        t(postgres.image) ?? ImageReference(canonical: "postgres:\(t(postgres.version))")
      }.overridden(by: postgres.image),
      dataPath: derive("the volume of the image, which from 18 on holds a folder for each version") { t in
        AbsolutePath(canonical: PostgreSQLFacts.dataPath(t(postgres.version)))
      },
      tenants: DatabasePlan(
        site, service: "db", role: "odoo", memory: derive("server.memory / 4") { t in t(sizing).tenantsDatabase },
        cpus: derive("server.cpu_cores") { t in .cores(t(site.server.cpuCores)) }, database: Traced(constant: nil),
        connections: derive("the most that odoo can open, those of a provisioning superadmin, and 13 in reserve") { t in
          let provisioning = t(site.odoo.superadmin.provisionsTenants) ? t(odoo.superadmin.connections) : 0
          return t(odoo.tenants.connectionBound) + provisioning + Sizing.reservedConnections
        },
        secrets: (SecretName.databaseSuperuser, SecretName.database),
        provisioning: site.odoo.superadmin.provisionsTenants,
        networks: derive("odoo.superadmin.provisions_tenants adds the one with the superadmin's instance") { t in
          ([.tenantsDatabase] + (t(site.odoo.superadmin.provisionsTenants) ? [.provisioning] : [])).names
        }),
      superadmin: DatabasePlan(
        site, service: "db_superadmin", role: "odoo_superadmin",
        memory: derive("server.memory / 16, from 256MiB to 1GiB") { t in t(sizing).superadminDatabase },
        cpus: derive("server.cpu_cores, at most 2") { t in .cores(min(t(site.server.cpuCores), 2)) },
        database: derive { t in t(site.odoo.superadmin.database) },
        connections: derive("the most that odoo_superadmin can open, and 13 in reserve") { t in
          t(odoo.superadmin.connectionBound) + Sizing.reservedConnections
        },
        secrets: (SecretName.superadminDatabaseSuperuser, SecretName.superadminDatabase),
        networks: Traced(constant: [.superadminDatabase].names)),
      provisioningRole: Traced(constant: Name(canonical: "odoo_provisioning")),
      provisioningSecret: Traced(constant: SecretName.provisioning))
  }
}
