/// What those who know the whole language say about a key that is wrong where it stands.
package struct KeyAdvice: Sendable {
  /// What to do about a key that its section does not have: where it belongs, or what stands for it here; nil where nothing is known.
  package let unknown: @Sendable (_ key: String, _ section: String) -> String?
  /// Where the secret is kept that a path names; nil where nothing is known.
  package let secret: @Sendable (_ path: String) -> String?

  /// Makes advice.
  package init(
    unknown: @escaping @Sendable (_ key: String, _ section: String) -> String?,
    secret: @escaping @Sendable (_ path: String) -> String?
  ) {
    self.unknown = unknown
    self.secret = secret
  }
}
