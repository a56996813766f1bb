/// A line of an artifact that is not as it was: changed, new or gone.
public struct LineChange: Hashable, Sendable {
  /// The artifact's path below the output folder.
  public var path: String
  /// The line's number, from 0, in the former version; nil where it is not in that.
  public var old: Int?
  /// The same in the present version.
  public var new: Int?
  /// What it said, without the line feed.
  public var oldText: String?
  /// What it says now.
  public var newText: String?
  /// Whether the lines before it are of the same change, so that it goes on with what they say.
  var continues = false
}
