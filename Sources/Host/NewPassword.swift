/// Makes up passwords.
public enum NewPassword {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
  /// 40 of 62 characters: 238 bits, more than any hash of it keeps.
  private static let length = 40

  /// A password from the system's generator, which is cryptographically secure: on Linux getrandom(2), in Swift's
  /// SystemRandomNumberGenerator.
  public static func make() -> String {
    var generator = SystemRandomNumberGenerator()
    return String((0..<length).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] })
  }
}
