/// The version of the gen that wrote a manifest, by semantic versioning (semver.org, section 11).
enum GeneratorVersion {
  /// Whether a generator such as `gen 1.10.0` is a later version than another one. What is no such text is none.
  static func isNewer(_ generator: String, than other: String) -> Bool {
    guard let left = parts(generator), let right = parts(other) else { return false }
    if left.numbers != right.numbers { return right.numbers.lexicographicallyPrecedes(left.numbers) }
    // A version comes after all that prepare it.
    return left.isRelease && !right.isRelease
  }

  private static func parts(_ generator: String) -> (numbers: [Int], isRelease: Bool)? {
    let words = generator.split(separator: " ")
    guard words.count == 2, words[0] == "gen" else { return nil }
    let version = words[1].prefix { $0 != "+" }
    let numbers = version.prefix { $0 != "-" }.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 3, !numbers.contains(nil) else { return nil }
    return (numbers.compactMap(\.self), !version.contains("-"))
  }
}
