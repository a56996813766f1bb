/// The difference between two versions of one file, in the form that `git apply` and `patch -p1` take.
public struct FileDiff: Hashable, Sendable {
  /// A version of the file.
  public struct Version: Hashable, Sendable {
    /// The permission bits; only the owner's right to run the file counts, as in git.
    public var mode: UInt16
    /// The content.
    public var bytes: [UInt8]

    /// Makes a version.
    public init(mode: UInt16, bytes: [UInt8]) {
      self.mode = mode
      self.bytes = bytes
    }

    fileprivate var gitMode: String { mode & 0o100 != 0 ? "100755" : "100644" }
  }

  /// The file's path as the difference states it.
  public let path: String
  /// How many lines are new.
  public let added: Int
  /// How many lines are gone.
  public let removed: Int
  /// The whole text, ended by a line feed; empty when the versions are the same.
  public let bytes: [UInt8]

  /// Compares two versions.
  ///
  /// - Parameters:
  ///   - path: the file's path below the prefix.
  ///   - prefix: the folder that the path is in, as seen from where the difference is to be applied, such as `out/`.
  ///   - old: what is there; nil when the file is made.
  ///   - new: what should be there; nil when the file is removed.
  public init(path: String, prefix: String = "", from old: Version?, to new: Version?) {
    self.path = prefix + path
    let hunks = Hunks(DiffText(old?.bytes ?? []), DiffText(new?.bytes ?? []))
    added = hunks.added
    removed = hunks.removed
    let modes = Self.modeLines(old, new)
    guard !modes.isEmpty || !hunks.bytes.isEmpty else {
      bytes = []
      return
    }
    var text = "diff --git \(Self.quoted("a/" + self.path)) \(Self.quoted("b/" + self.path))\n" + modes
    if !hunks.bytes.isEmpty {
      text += "--- \(old == nil ? "/dev/null" : Self.headed("a/" + self.path))\n"
      text += "+++ \(new == nil ? "/dev/null" : Self.headed("b/" + self.path))\n"
    }
    bytes = Array(text.utf8) + hunks.bytes
  }

  private static func modeLines(_ old: Version?, _ new: Version?) -> String {
    switch (old, new) {
    case (nil, nil): ""
    case (nil, let new?): "new file mode \(new.gitMode)\n"
    case (let old?, nil): "deleted file mode \(old.gitMode)\n"
    case (let old?, let new?):
      old.gitMode == new.gitMode ? "" : "old mode \(old.gitMode)\nnew mode \(new.gitMode)\n"
    }
  }

  /// A path for the lines with `---` and `+++`: behind a name with blanks in it a tab says where the name ends.
  private static func headed(_ path: String) -> String {
    let quoted = quoted(path)
    return quoted.utf8.first != UInt8(ascii: "\"") && path.utf8.contains(UInt8(ascii: " ")) ? quoted + "\t" : quoted
  }

  /// A path as git writes it: in quotes with C's escapes when it has a quote, a backslash or a control character.
  static func quoted(_ path: String) -> String {
    func isPlain(_ byte: UInt8) -> Bool {
      byte >= 0x20 && byte != 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }
    if path.utf8.allSatisfy(isPlain) { return path }
    var bytes: [UInt8] = [UInt8(ascii: "\"")]
    for byte in path.utf8 {
      if isPlain(byte) {
        bytes.append(byte)
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        bytes += [UInt8(ascii: "\\"), byte]
      } else {
        let digits = String(byte, radix: 8)
        bytes += ("\\" + String(repeating: "0", count: 3 - digits.utf8.count) + digits).utf8
      }
    }
    return String(decoding: bytes, as: UTF8.self) + "\""
  }
}
