public import Schema

/// PostgreSQL and its servers.
public struct PostgresPlan: Tabled {
  let version: Traced<Int>
  let hasCopyStrategy: Traced<Bool>
  let image: Traced<ImageReference>
  let dataPath: Traced<AbsolutePath>
  let tenants: DatabasePlan
  let superadmin: DatabasePlan
  package let provisioningRole: Traced<Name>
  package let provisioningSecret: Traced<Name>

  /// The effective settings of PostgreSQL.
  public static let table = Table(
    "postgres", PostgresPlan.init,
    Row("version", \.version, "The major version."),
    Row("has_copy_strategy", \.hasCopyStrategy, "Whether CREATE DATABASE has the option STRATEGY."),
    Row("image", \.image, "The image of every server."),
    Row("data_path", \.dataPath, "Where the volume is mounted."),
    Row("tenants", \.tenants, "The server of the tenants' databases."),
    Row("superadmin", \.superadmin, "The server of the superadmin's database."),
    Row(
      "provisioning_role", \.provisioningRole,
      "The role with which a provisioning superadmin creates tenants' databases, on the tenants' server."),
    Row("provisioning_secret", \.provisioningSecret, "The secret that holds its password."))
}

extension PostgresPlan {
  init(_ site: Site, _ instances: PerInstance<InstancePair>) {
    let postgres = site.postgres
    self.init(
      version: postgres.version,
      hasCopyStrategy: derive("STRATEGY came with PostgreSQL 15") { t in
        PostgreSQLFacts.hasCopyStrategy(t(postgres.version))
      },
      image: derive("postgres: and postgres.version") { t in
        t(postgres.image) ?? ImageReference(canonical: "postgres:\(t(postgres.version))")
      }.overridden(by: postgres.image),
      dataPath: derive("the image's volume, which from 18 on has a folder for each version") { t in
        AbsolutePath(canonical: PostgreSQLFacts.dataPath(t(postgres.version)))
      },
      tenants: instances.tenants.postgres, superadmin: instances.superadmin.postgres,
      provisioningRole: Traced(constant: Name(canonical: "odoo_provisioning")),
      provisioningSecret: Traced(constant: SecretFile.provisioning.name))
  }
}
