/// A value for a setting of the new site.yaml, and the facts that it comes from.
struct Proposal {
  var key: String
  /// The value; the elements of a list. Each with the facts that it comes from.
  var values: [(text: String, facts: [Int])]
  var isList = false
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
      all.append(Proposal(key: key, values: [(value, [fact])], isAlwaysWritten: isAlwaysWritten))
      return nil
    }
    guard all[index].values[0].text == value else { return all[index].values[0].text }
    all[index].values[0].facts.append(fact)
    return nil
  }

  /// Proposes an element of a list.
  mutating func add(_ value: String, to key: String, from fact: Int) {
    guard let index = all.firstIndex(where: { $0.key == key }) else {
      all.append(Proposal(key: key, values: [(value, [fact])], isList: true))
      return
    }
    if let element = all[index].values.firstIndex(where: { $0.text == value }) {
      all[index].values[element].facts.append(fact)
    } else {
      all[index].values.append((value, [fact]))
    }
  }

  /// What is proposed for a setting.
  func value(of key: String) -> String? { all.first { $0.key == key }?.values.first?.text }

  /// Takes a setting, or one element of its list, away.
  ///
  /// - Returns: what was taken away.
  mutating func remove(_ key: String, element: Int? = nil) -> [(text: String, facts: [Int])] {
    guard let index = all.firstIndex(where: { $0.key == key }) else { return [] }
    if let element, all[index].values.indices.contains(element), all[index].values.count > 1 {
      return [all[index].values.remove(at: element)]
    }
    return all.remove(at: index).values
  }
}
