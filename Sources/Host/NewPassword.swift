import Secrets

/// Makes up passwords.
public enum NewPassword {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
  /// 40 of 62 characters: 238 bits, more than any hash of it keeps.
  private static let length = 40

  /// A password from the system's generator, which is cryptographically secure: on Linux getrandom(2), in Swift's
  /// SystemRandomNumberGenerator.
  public static func make() -> String {
    var generator = SystemRandomNumberGenerator()
    return make(using: &generator)
  }

  /// A password from some generator: never one that `gen secrets check` would refuse. One in ten thousand has a word such as `todo` in it.
  static func make(using generator: inout some RandomNumberGenerator) -> String {
    while true {
      let made = String((0..<length).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] })
      if SecretFault.first(in: made.utf8) == nil { return made }
    }
  }
}
