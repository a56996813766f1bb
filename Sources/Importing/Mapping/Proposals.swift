/// A value for a setting of the new site.yaml, and the facts that it comes from.
struct Proposal {
  var key: String
  /// The value; the elements of a list.
  var values: [String]
  var isList: Bool
  var facts: [Int]
  /// Whether it is written even where it is gen's default today: a newer gen could have another one.
  var isAlwaysWritten = false
}

/// The settings that the new site.yaml may get.
struct Proposals {
  private(set) var all: [Proposal] = []

  /// Proposes a value; facts that say the same are put together.
  ///
  /// - Returns: the value that was proposed before, where it is another one.
  mutating func propose(_ key: String, _ value: String, from fact: Int, isAlwaysWritten: Bool = false) -> String? {
    guard let index = all.firstIndex(where: { $0.key == key }) else {
      all.append(Proposal(key: key, values: [value], isList: false, facts: [fact], isAlwaysWritten: isAlwaysWritten))
      return nil
    }
    guard all[index].values == [value] else { return all[index].values.first ?? "" }
    all[index].facts.append(fact)
    return nil
  }

  /// Proposes an element of a list.
  mutating func add(_ value: String, to key: String, from fact: Int) {
    guard let index = all.firstIndex(where: { $0.key == key }) else {
      all.append(Proposal(key: key, values: [value], isList: true, facts: [fact]))
      return
    }
    if !all[index].values.contains(value) { all[index].values.append(value) }
    all[index].facts.append(fact)
  }

  /// What is proposed for a setting.
  func value(of key: String) -> String? { all.first { $0.key == key }?.values.first }

  /// Takes a setting, or one element of its list, away.
  mutating func remove(_ key: String, element: Int? = nil) -> Proposal? {
    guard let index = all.firstIndex(where: { $0.key == key }) else { return nil }
    let removed = all[index]
    if let element, removed.isList, removed.values.indices.contains(element), removed.values.count > 1 {
      all[index].values.remove(at: element)
    } else {
      all.remove(at: index)
    }
    return removed
  }
}
