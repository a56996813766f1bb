import Testing

@testable import Deployment

/// When a schedule's runs are, and the same for systemd. Tests/RealParts/check_schedule.py has systemd itself compare.
@Suite struct CronScheduleTimesTests {
  @Test(
    arguments: [
      ("30 2 * * *", 1440), ("30 2 * * 0", 1440), ("0 */6 * * *", 360), ("15 */6 * * 1-5", 360), ("*/7 * * * *", 4),
      ("0 1,23 * * *", 120), ("0,30 12 * * *", 30), ("* * * * *", 1), ("0 0,12 1 1 *", 720),
    ])
  func knowsTheShortestGap(_ schedule: String, _ minutes: Int) {
    #expect(CronSchedule(canonical: schedule).shortestGap == minutes)
  }

  @Test(
    arguments: [
      ("30 2 * * *", ["*-*-* 02:30:00"]), ("0 5 * * 0", ["Sun *-*-* 05:00:00"]), ("0 5 * * 7", ["Sun *-*-* 05:00:00"]),
      ("15 */6 * * 1-5", ["Mon,Tue,Wed,Thu,Fri *-*-* 00,06,12,18:15:00"]),
      ("0 4 1,15 * mon", ["*-*-01,15 04:00:00", "Mon *-*-* 04:00:00"]),
      ("0 4 */10 2 mon", ["Mon *-02-01,11,21,31 04:00:00"]), ("* * * * *", ["*-*-* *:*:00"]),
      ("5 * 31 dec *", ["*-12-31 *:05:00"]), ("0 0 * * 0-7", ["*-*-* 00:00:00"]),
    ])
  func writesItAsSystemdDoes(_ schedule: String, _ events: [String]) {
    #expect(CronSchedule(canonical: schedule).calendarEvents.map(\.printed) == events)
  }
}
