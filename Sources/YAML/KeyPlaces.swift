import Diagnostics

/// The keys of one mapping so far, each with its place.
struct KeyPlaces {
  private var first: [(key: String, place: Place)] = []
  /// The same, where there are so many that looking through them would take long.
  private var all: [String: Place] = [:]

  /// How many keys are looked through one by one: most mappings have fewer.
  private static let few = 16

  /// Notes a key, unless it is there already: then where.
  mutating func note(_ key: String, at place: Place) -> Place? {
    if first.count < Self.few {
      for known in first where known.key == key { return known.place }
      first.append((key, place))
      if first.count == Self.few { all = Dictionary(uniqueKeysWithValues: first.map { ($0.key, $0.place) }) }
      return nil
    }
    if let known = all[key] { return known }
    all[key] = place
    return nil
  }
}
