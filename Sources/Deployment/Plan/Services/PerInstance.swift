/// One thing for each instance of Odoo. Two of them are known by name: domains, scripts and pages are about them.
struct PerInstance<Value: Sendable>: Sendable {
  /// For the instance that serves the tenants.
  var tenants: Value
  /// For the instance that manages them.
  var superadmin: Value
  /// For any further ones.
  var others: [Value] = []

  /// All of them, in the order of docker-compose.yml.
  var all: [Value] { [tenants, superadmin] + others }

  /// The number of each, in the order of `all`.
  var numbered: PerInstance<Int> {
    PerInstance<Int>(tenants: 0, superadmin: 1, others: others.indices.map { $0 + 2 })
  }

  /// What follows from each.
  func map<Other>(_ transform: (Value) -> Other) -> PerInstance<Other> {
    PerInstance<Other>(
      tenants: transform(tenants), superadmin: transform(superadmin), others: others.map(transform))
  }

  /// Each with the one of another kind that is for the same instance.
  func paired<Other>(with other: PerInstance<Other>) -> PerInstance<(Value, Other)> {
    PerInstance<(Value, Other)>(
      tenants: (tenants, other.tenants), superadmin: (superadmin, other.superadmin),
      others: Array(zip(others, other.others)))
  }
}

extension Collection {
  /// The word for all elements together: `both` where there are two.
  var bothOrAll: String { count == 2 ? "both" : "all" }
}
