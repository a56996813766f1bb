public import Schema

/// How new code reaches the tenants: `update.sh` and `deploy.sh` read these values.
public struct RolloutSettings: Section {
  let canaries: Traced<[Traced<TenantName>]>
  let order: Traced<RolloutOrder>
  let jobs: Traced<Int>
  let sample: Traced<Int>
  let tolerance: Traced<Int>

  /// The settings under `odoo.rollout`.
  public static let section = SectionTable(
    "rollout", RolloutSettings.init,
    Row(
      "canaries", \.canaries,
      list: "Tenants that are updated before all others: if one of them cannot be, no other tenant is touched."
    ).example("demo"),
    Row("order", \.order, default: .name, "The order in which the other tenants are updated.").example("smallest"),
    Row(
      "jobs", \.jobs, in: 1...16, default: 1,
      "The number of tenants that are updated at the same time; each takes a core, and the memory of a worker."
    ).example("2"),
    Row(
      "sample", \.sample, in: 1...1000, default: 20,
      "The number of tenants whose login page a deployment asks for before and after it, all canaries among them."
    ).example("40"),
    Row(
      "tolerance", \.tolerance, in: 0...100, default: 10,
      "The percentage of that sample that may no longer answer before the deployment is rolled back."
    ).example("5"))
}
