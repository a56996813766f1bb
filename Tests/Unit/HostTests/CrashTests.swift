import Testing

@testable import Host

/// Builds that are stopped before each single change of the disk, as a crash would, followed by another build.
@Suite struct CrashTests {
  /// An output folder's content before the build that is stopped, after it, and after another build.
  struct Scenario: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var before: [String: String]?
    var after: [String: String]
    var other: [String: String]
  }

  static let scenarios = [
    Scenario(
      testDescription: "first build", before: nil, after: ["a.conf": "1", "b/c/d.sh": "2", "b/e": ""],
      other: ["a.conf": "x", "f": "3"]),
    Scenario(
      testDescription: "all change", before: ["a": "1", "b/c": "2", "b/d": "3"],
      after: ["a": "4", "b/c": "5", "b/d": "6"], other: ["a": "7", "b/c": "8", "b/d": "9"]),
    Scenario(
      testDescription: "some come, some go", before: ["a": "1", "b/c": "2", "d/e/f": "3"],
      after: ["a": "1", "b/g": "2", "h/i/j": "4"], other: ["b/c": "2", "d/e/f": "5", "h/k": "6"]),
    Scenario(
      testDescription: "file becomes folder", before: ["a": "1", "b": "2"],
      after: ["a/x": "3", "a/y/z": "4", "b": "2"], other: ["a": "5", "b": "6"]),
    Scenario(
      testDescription: "folder becomes file", before: ["a/x": "1", "a/y/z": "2", "b": "3"],
      after: ["a": "4", "b": "3"], other: ["a/y/z": "5", "a/w": "6"]),
    Scenario(
      testDescription: "all goes", before: ["a/b/c/d": "1", "e": "2"], after: ["f": "3"], other: ["a/b/c": "4"]),
    Scenario(
      testDescription: "back again", before: ["a": "1", "b": "2"], after: ["a": "3", "c": "4"],
      other: ["a": "1", "b": "2"]),
  ]

  /// Builds up to the given step, and says whether the build was stopped there.
  private func build(_ files: [String: String], in scratch: Scratch, stoppedAt limit: Int) throws -> Bool {
    var steps = 0
    let folder = OutputFolder(path: scratch.out) { (_, _) throws(HostError) in
      steps += 1
      if steps >= limit { throw HostError(.inputOutput, []) }
    }
    let tree = try tree(files)
    do throws(HostError) {
      _ = try folder.build(tree)
      return false
    } catch {
      guard error == HostError(.inputOutput, []) else { throw error }
      return true
    }
  }

  private func prepare(_ files: [String: String]?) throws -> Scratch {
    let scratch = try Scratch()
    if let files { _ = try OutputFolder(path: scratch.out).build(try tree(files)) }
    return scratch
  }

  /// Each file is wholly one of the contents that it may have; only unfinished files are exempt.
  private func expectWhole(_ scratch: Scratch, _ versions: [[String: String]], _ note: String) {
    for path in Set(versions.flatMap(\.keys)) {
      guard let text = scratch.text("out/" + path), !scratch.listing().contains(path + "/") else { continue }
      #expect(versions.contains { $0[path] == text }, "\(path), \(note)")
    }
  }

  @Test(arguments: scenarios) func buildOnceStoppedIsFinishedByTheNext(_ scenario: Scenario) throws {
    var step = 1
    while true {
      let scratch = try prepare(scenario.before)
      guard try build(scenario.after, in: scratch, stoppedAt: step) else { break }
      expectWhole(scratch, [scenario.before ?? [:], scenario.after], "step \(step)")
      _ = try OutputFolder(path: scratch.out).build(try tree(scenario.after))
      #expect(scratch.listing() == expected(try tree(scenario.after)), "step \(step)")
      step += 1
    }
    #expect(step > 8)
  }

  @Test(arguments: scenarios) func otherBuildCanFollowAStoppedOne(_ scenario: Scenario) throws {
    var step = 1
    while true {
      let scratch = try prepare(scenario.before)
      guard try build(scenario.after, in: scratch, stoppedAt: step) else { break }
      _ = try OutputFolder(path: scratch.out).build(try tree(scenario.other))
      #expect(scratch.listing() == expected(try tree(scenario.other)), "step \(step)")
      step += 1
    }
    #expect(step > 8)
  }

  @Test(arguments: scenarios) func twoStoppedBuildsAreFinishedByAThird(_ scenario: Scenario) throws {
    var first = 1
    while true {
      var second = 1 + first % 2
      while true {
        let scratch = try prepare(scenario.before)
        guard try build(scenario.after, in: scratch, stoppedAt: first) else { return }
        guard try build(scenario.other, in: scratch, stoppedAt: second) else { break }
        let last = scenario.before ?? ["z": "9"]
        _ = try OutputFolder(path: scratch.out).build(try tree(last))
        #expect(scratch.listing() == expected(try tree(last)), "steps \(first) and \(second)")
        second += 2
      }
      first += 3
    }
  }
}
