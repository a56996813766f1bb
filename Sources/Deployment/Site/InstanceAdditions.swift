public import Schema

/// What the operator adds to an instance's configuration: a part of `TenantsSettings` and of `SuperadminSettings`.
public struct InstanceAdditions: Section {
  let settings: Traced<Keyed<OptionName, OptionValue>>
  let environment: Traced<Keyed<EnvironmentName, EnvironmentValue>>

  /// The settings under the instance that add something.
  public static let section = SectionTable(
    "additions", InstanceAdditions.init,
    Row(
      "settings", \.settings,
      map: "Further options of its odoo.conf; options that gen manages, and secrets, are refused."
    ).example("transient_age_limit: 2.0"),
    Row(
      "environment", \.environment,
      map: "Environment variables of this instance alone; they replace those of odoo.environment with the same name."
    ).example("ODOO_STAGE: shops"))
}
