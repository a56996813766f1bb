import Testing

@testable import GenCLI

/// What a build says to those who wait for it, and when.
@Suite struct ProgressTests {
  @Test func staysSilentForASecondAndThenSpeaksSeldom() {
    var meter = ProgressMeter()
    let times = [0, 400, 999, 1_000, 1_001, 1_199, 1_200, 1_350, 9_000, 9_199, 9_200]
    let shown = times.filter { meter.isDue(at: .milliseconds($0)) }
    #expect(shown == [1_000, 1_200, 9_000, 9_200])
  }

  @Test func knowsWhetherThereIsALineToClear() {
    var meter = ProgressMeter()
    #expect(!meter.isDue(at: .milliseconds(999)) && !meter.hasShown)
    #expect(meter.isDue(at: .seconds(1)) && meter.hasShown)
  }

  @Test(arguments: [
    (203, 0, 0, 0, "out: 203 files written\n"), (1, 0, 202, 0, "out: 1 file written, 202 unchanged\n"),
    (2, 1, 200, 0, "out: 2 files written, 1 removed, 200 unchanged\n"),
    (0, 0, 203, 0, "out: nothing to do, 203 files unchanged\n"),
    (0, 0, 203, 1, "out: nothing to do, 203 files unchanged; 1 warning is silenced by lint.allow\n"),
    (3, 0, 200, 2, "out: 3 files written, 200 unchanged; 2 warnings are silenced by lint.allow\n"),
  ]) func sumsUp(_ written: Int, _ removed: Int, _ unchanged: Int, _ silenced: Int, _ text: String) {
    let summary = BuildSummary(
      folder: "out", written: written, removed: removed, unchanged: unchanged, silenced: silenced)
    #expect(summary.text == text)
  }
}
