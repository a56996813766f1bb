import Testing

@testable import Output

@Suite struct FileDiffTests {
  private func text(_ old: String?, _ new: String?, oldMode: UInt16 = 0o644, newMode: UInt16 = 0o644) -> String {
    let diff = FileDiff(
      path: "a.conf", prefix: "out/", from: old.map { .init(mode: oldMode, bytes: Array($0.utf8)) },
      to: new.map { .init(mode: newMode, bytes: Array($0.utf8)) })
    return String(decoding: diff.bytes, as: UTF8.self)
  }

  @Test func sameIsEmpty() {
    #expect(text("a\n", "a\n") == "")
    #expect(text(nil, nil) == "")
    #expect(text("a\n", "a\n", oldMode: 0o600, newMode: 0o644) == "")
  }

  @Test func changeInTheMiddle() {
    #expect(
      text("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n") == """
        diff --git a/out/a.conf b/out/a.conf
        --- a/out/a.conf
        +++ b/out/a.conf
        @@ -2,7 +2,7 @@
         2
         3
         4
        -5
        +five
         6
         7
         8

        """)
  }

  @Test func changesApartAreHunksApart() {
    let old = (1...20).map { "\($0)\n" }.joined()
    #expect(
      text(old, "0\n" + old.dropLast(3)) == """
        diff --git a/out/a.conf b/out/a.conf
        --- a/out/a.conf
        +++ b/out/a.conf
        @@ -1,3 +1,4 @@
        +0
         1
         2
         3
        @@ -17,4 +18,3 @@
         17
         18
         19
        -20

        """)
  }

  @Test func newFile() {
    #expect(
      text(nil, "a\n", newMode: 0o755) == """
        diff --git a/out/a.conf b/out/a.conf
        new file mode 100755
        --- /dev/null
        +++ b/out/a.conf
        @@ -0,0 +1 @@
        +a

        """)
  }

  @Test func removedFile() {
    #expect(
      text("a\nb", nil) == """
        diff --git a/out/a.conf b/out/a.conf
        deleted file mode 100644
        --- a/out/a.conf
        +++ /dev/null
        @@ -1,2 +0,0 @@
        -a
        -b
        \\ No newline at end of file

        """)
  }

  @Test func emptyNewFileAndMode() {
    #expect(text(nil, "") == "diff --git a/out/a.conf b/out/a.conf\nnew file mode 100644\n")
    #expect(
      text("a\n", "a\n", newMode: 0o755)
        == "diff --git a/out/a.conf b/out/a.conf\nold mode 100644\nnew mode 100755\n")
  }

  @Test func missingFinalLineFeed() {
    #expect(
      text("a\nb", "a\nb\n") == """
        diff --git a/out/a.conf b/out/a.conf
        --- a/out/a.conf
        +++ b/out/a.conf
        @@ -1,2 +1,2 @@
         a
        -b
        \\ No newline at end of file
        +b

        """)
  }

  @Test(arguments: [
    ("plain", "plain"), ("with blank", "with blank"), ("quo\"te", #""quo\"te""#), ("back\\slash", #""back\\slash""#),
    ("line\nbreak", #""line\012break""#), ("tab\t", #""tab\011""#), ("é", "é"), ("\u{7F}é", "\"\\177é\""),
  ])
  func quotesPaths(_ path: String, _ quoted: String) {
    #expect(FileDiff.quoted(path) == quoted)
  }

  @Test func countsLines() {
    let diff = FileDiff(
      path: "a", from: .init(mode: 0o644, bytes: Array("1\n2\n3\n".utf8)),
      to: .init(mode: 0o644, bytes: Array("1\nx\ny\n3\n".utf8)))
    #expect(diff.added == 2)
    #expect(diff.removed == 1)
  }

  /// Applying the changes gives the new text, whatever the texts; and small ones are found as short as can be.
  @Test func changesAreRightAndShortest() {
    var random = SplitMix(seed: 7)
    for _ in 0..<3_000 {
      let alphabet = Int.random(in: 1...4, using: &random)
      let old = (0..<Int.random(in: 0...12, using: &random)).map { _ in Int.random(in: 0..<alphabet, using: &random) }
      let new = (0..<Int.random(in: 0...12, using: &random)).map { _ in Int.random(in: 0..<alphabet, using: &random) }
      let changes = LineDiff.changes(from: old, to: new)
      var result: [Int] = []
      var at = 0
      for change in changes {
        result += old[at..<change.old.lowerBound] + new[change.new]
        at = change.old.upperBound
      }
      #expect(result + old[at...] == new)
      let edits = changes.reduce(0) { $0 + $1.old.count + $1.new.count }
      #expect(edits == old.count + new.count - 2 * longestCommon(old, new), "\(old) \(new)")
    }
  }

  private func longestCommon(_ old: [Int], _ new: [Int]) -> Int {
    var row = [Int](repeating: 0, count: new.count + 1)
    for line in old {
      var diagonal = 0
      for (index, other) in new.enumerated() {
        let above = row[index + 1]
        row[index + 1] = line == other ? diagonal + 1 : max(above, row[index])
        diagonal = above
      }
    }
    return row[new.count]
  }

  /// Texts made to be slow end in bounded time, with a correct if coarse answer.
  @Test(.timeLimit(.minutes(1))) func hostileTextsEnd() {
    let count = 100_000
    let pairs = [
      ((0..<count).map { $0 }, (0..<count).map { -$0 - 1 }),
      ((0..<count).map { $0 % 2 }, (0..<count).map { $0 % 3 }),
      ([Int](repeating: 0, count: count) + [1], [2] + [Int](repeating: 0, count: count / 2)),
    ]
    for (old, new) in pairs {
      var result: [Int] = []
      var at = 0
      for change in LineDiff.changes(from: old, to: new) {
        result += old[at..<change.old.lowerBound] + new[change.new]
        at = change.old.upperBound
      }
      result += old[at...]
      #expect(result == new)
    }
  }
}

/// A small generator with a seed, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
