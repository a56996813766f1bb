import Digest
import Foundation
import Testing

@Suite struct SHA256Tests {
  /// The examples of FIPS 180-4 and of NIST's test vectors.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ])
  func standardVectors(_ text: String, _ hex: String) {
    #expect(SHA256Digest(of: Array(text.utf8)).hex == hex)
  }

  /// Every length around the padding's limits, and one large file, as `sha256sum` has them.
  @Test func agreesWithTheSystemsTool() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gen-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    var list = ""
    for length in Array(0...300) + [1 << 20] {
      var state = UInt32(truncatingIfNeeded: length)
      let bytes = (0..<length).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return UInt8(state >> 24)
      }
      try Data(bytes).write(to: folder.appendingPathComponent("\(length)"))
      list += "\(SHA256Digest(of: bytes).hex)  \(length)\n"
    }
    try Data(list.utf8).write(to: folder.appendingPathComponent("SHA256SUMS"))
    let tool = Process()
    tool.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    tool.arguments = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
    tool.currentDirectoryURL = folder
    try tool.run()
    tool.waitUntilExit()
    #expect(tool.terminationStatus == 0)
  }

  /// Four lanes come to what one does, whatever the lengths beside each other, their order and their number.
  @Test(arguments: [0, 1, 3, 4, 5, 17, 300])
  func severalAtATime(_ count: Int) {
    var state: UInt32 = 7
    let messages = (0..<count).map { index in
      (0..<(index * 131 % 517)).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return UInt8(state >> 24)
      }
    }
    #expect(SHA256Digest.digests(of: messages) == messages.map { SHA256Digest(of: $0) })
  }

  @Test func readsWhatItPrints() {
    let digest = SHA256Digest(of: Array("abc".utf8))
    #expect(SHA256Digest(hex: digest.hex) == digest)
  }

  @Test(arguments: [
    "", "ba78", String(repeating: "g", count: 64), String(repeating: "A", count: 64), String(repeating: "a", count: 63),
    String(repeating: "a", count: 65), "0x" + String(repeating: "a", count: 62), String(repeating: "é", count: 32),
  ])
  func refusesWhatIsNoDigest(_ hex: String) {
    #expect(SHA256Digest(hex: hex) == nil)
  }
}
