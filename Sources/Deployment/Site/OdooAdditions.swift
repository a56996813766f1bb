public import Schema

/// What the operator adds to both instances: a part of `OdooSettings`.
public struct OdooAdditions: Section {
  let queueJob: Traced<QueueJobSettings?>
  let environment: Traced<Keyed<EnvironmentName, EnvironmentValue>>

  /// The settings under `odoo` that add something.
  public static let section = SectionTable(
    "additions of odoo", OdooAdditions.init,
    Row(
      "queue_job", \.queueJob,
      optional: "The module queue_job of OCA/queue, where it is among odoo.server_wide_modules."),
    Row(
      "environment", \.environment,
      map: "Environment variables of both instances; variables that gen sets, and secrets, are refused."
    ).example("ODOO_STAGE: production"))
}
