/// How much one rendering of a program may make and do: loops inside loops multiply both.
struct RenderLimits: Sendable {
  /// The largest artifact, in bytes.
  var bytes = 1 << 26
  /// The most steps, and elements looked at, for all artifacts together.
  var work = 20_000_000
}
