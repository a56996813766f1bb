/// One template as it was read.
public struct TemplateSource: Sendable {
  /// The path below the templates folder, with `/` between its parts; the artifact has the same one below the output
  /// folder, unless the header says otherwise.
  public let path: String
  /// The file's name in messages.
  public let file: String
  /// The file's content.
  public let bytes: [UInt8]

  /// Makes a template from its path, its name in messages and its content.
  public init(path: String, file: String, bytes: [UInt8]) {
    self.path = path
    self.file = file
    self.bytes = bytes
  }

  /// Whether the template is there to be included only: a part of its path begins with `_`.
  public var isPartial: Bool {
    var before = UInt8(ascii: "/")
    for byte in path.utf8 {
      if before == UInt8(ascii: "/"), byte == UInt8(ascii: "_") { return true }
      before = byte
    }
    return false
  }
}
