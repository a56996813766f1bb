import Diagnostics
import Schema
public import TextTypes

/// The channels of the module queue_job, and how many jobs may run in each at the same time.
///
/// The form is that of OCA/queue, queue_job/jobrunner/channels.py (`parse_simple_config`):
/// `channel(.subchannel)*(:capacity(:key(=value)?)*)?`, with commas between them.
public struct JobChannels: Text {
  /// The channels, such as `root:4,root.mail:1`, without blanks.
  public let printed: String
  /// Takes channels in their printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "list of job channels", alphabet: ByteSet.digits.union(.lowercase).union(ByteSet("_.:=,")), traits: .isWord,
    pattern: "^ *root:[0-9]+.*$", example: "root:4")
  /// Room for more channels than a site has.
  public static let limit = 1024

  /// How many jobs may run at the same time: the capacity of the channel that contains all others.
  var capacity: Int { Self.capacity(printed) ?? 0 }

  private static func capacity(_ text: String) -> Int? {
    let root = text.pieces(",")[0].pieces(":")
    return root.count > 1 && root[0] == "root" ? root[1].decimal(in: 1...1000) : nil
  }

  /// Reads channels; blanks around them mean nothing.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    let dense = String(decoding: text.utf8.filter { $0 != 0x20 }, as: UTF8.self)
    guard capacity(dense) != nil, dense.pieces(",").allSatisfy(isChannel) else {
      throw Refusal(
        id: .channelsFormat, "is not a list of job channels",
        help: "write the capacity of root, from 1 to 1000, then those of its channels: root:4,root.mail:1")
    }
    return dense
  }

  private static func isChannel(_ text: String) -> Bool {
    let parts = text.pieces(":")
    let letters = ByteSet.digits.union(.lowercase).union(ByteSet("_"))
    return parts[0].pieces(".").allSatisfy { !$0.isEmpty && $0.isMade(of: letters) }
      && (parts.count < 2 || parts[1].decimal(in: 1...1000) != nil)
      && parts.dropFirst(2).allSatisfy(isOption)
  }

  /// An option of a channel: a jobs' order, or seconds.
  private static func isOption(_ text: String) -> Bool {
    let parts = text.pieces("=")
    switch (parts[0], parts.count) {
    case ("sequential", 1): return true
    case ("throttle", 2), ("capacity_default", 2): return parts[1].decimal(in: 1...86400) != nil
    default: return false
    }
  }
}
