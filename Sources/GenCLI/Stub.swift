/// The command line.
public enum Gen {
  /// Runs it.
  public static func run() {}
}
