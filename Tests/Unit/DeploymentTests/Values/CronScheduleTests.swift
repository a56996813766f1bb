import Testing

@testable import Deployment

@Suite struct CronScheduleTests {
  @Test(arguments: [
    "30 2 * * *", "59 23 31 12 7", "00 02 * * *", "0 0 29 feb *", "0 0 31 2 1", "0-30/5 * * * *", "0 0 1-31/2 * *",
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(CronSchedule.self, text) == text)
  }

  @Test(arguments: [
    ("*/15 0-6,22 1,15 jan-mar MON-fri", "*/15 0-6,22 1,15 jan-mar mon-fri"),
    ("0  5  *  *  0", "0 5 * * 0"),
    (" 30 2 * * * ", "30 2 * * *"),
  ])
  func takesOtherWaysToWriteIt(_ text: String, form: String) {
    #expect(printed(CronSchedule.self, text) == form)
  }

  @Test(arguments: [
    Refused(
      "is a nickname, which not every cron knows [cron-format] | write the five fields: 0 0 * * *",
      ["@daily", "@reboot", "@every 5m"]),
    Refused(
      "is a nickname, which not every cron knows [cron-format] | write the five fields: 0 * * * *",
      ["@hourly"]),
    Refused(
      "is not a cron schedule [cron-format] | write five fields: minute, hour, day of the month, month, day of the week, such as 30 2 * * *",
      [
        "30 2 * *", "30 2 * * * *", "30 2 * * * root", "", "30 2 * * *\n0 0 * * * root x", "30\t2 * * *", "daily",
        "02:30",
      ]),
    Refused(
      "has a minute that cron does not know: 60 [cron-format] | write *, a number from 0 to 59, a range or a list",
      ["60 2 * * *"]),
    Refused(
      "has an hour that cron does not know: 24 [cron-format] | write *, a number from 0 to 23, a range or a list",
      ["30 24 * * *"]),
    Refused(
      "has a day of the month that cron does not know: 0 [cron-format] | write *, a number from 1 to 31, a range or a list",
      ["30 2 0 * *"]),
    Refused(
      "has a day of the month that cron does not know: 32 [cron-format] | write *, a number from 1 to 31, a range or a list",
      ["30 2 32 * *"]),
    Refused(
      "has a month that cron does not know: 13 [cron-format] | write *, a number from 1 to 12, a word such as jan, a range or a list",
      ["30 2 * 13 *"]),
    Refused(
      "has a day of the week that cron does not know: 8 [cron-format] | write *, a number from 0 to 7, a word such as sun, a range or a list",
      ["30 2 * * 8"]),
    Refused(
      "has a day of the week that cron does not know: funday [cron-format] | write *, a number from 0 to 7, a word such as sun, a range or a list",
      ["30 2 * * funday"]),
    Refused(
      "has a minute that cron does not know: 5-1 [cron-format] | write *, a number from 0 to 59, a range or a list",
      ["5-1 * * * *"]),
    Refused(
      "has a day of the week that cron does not know: fri-mon [cron-format] | write *, a number from 0 to 7, a word such as sun, a range or a list",
      ["* * * * fri-mon"]),
    Refused(
      "has a minute that cron does not know: */0 [cron-format] | write *, a number from 0 to 59, a range or a list",
      ["*/0 * * * *"]),
    Refused(
      "has a minute that cron does not know: */60 [cron-format] | write *, a number from 0 to 59, a range or a list",
      ["*/60 * * * *"]),
    Refused(
      "has a minute that cron does not know: 5/2 [cron-format] | write *, a number from 0 to 59, a range or a list",
      ["5/2 * * * *"]),
    Refused(
      "has a minute that cron does not know: 1, [cron-format] | write *, a number from 0 to 59, a range or a list",
      ["1, * * * *"]),
    Refused(
      "has a minute that cron does not know: ,1 [cron-format] | write *, a number from 0 to 59, a range or a list",
      [",1 * * * *"]),
    Refused(
      "has a minute that cron does not know: 1-2-3 [cron-format] | write *, a number from 0 to 59, a range or a list",
      ["1-2-3 * * * *"]),
    Refused(
      "has a minute that cron does not know: */2/2 [cron-format] | write *, a number from 0 to 59, a range or a list",
      ["*/2/2 * * * *"]),
    Refused(
      "has a minute that cron does not know: - [cron-format] | write *, a number from 0 to 59, a range or a list",
      ["- * * * *"]),
    Refused(
      "has a minute that cron does not know: / [cron-format] | write *, a number from 0 to 59, a range or a list",
      ["/ * * * *"]),
    Refused(
      "has a minute that cron does not know: -1 [cron-format] | write *, a number from 0 to 59, a range or a list",
      ["-1 * * * *"]),
    Refused(
      "has a minute that cron does not know: ? [cron-format] | write *, a number from 0 to 59, a range or a list",
      ["? 2 * * *"]),
    Refused(
      "has a day of the month that cron does not know: l [cron-format] | write *, a number from 1 to 31, a range or a list",
      ["30 2 L * *"]),
    Refused(
      "has a day of the week that cron does not know: 1#2 [cron-format] | write *, a number from 0 to 7, a word such as sun, a range or a list",
      ["30 2 * * 1#2"]),
    Refused(
      "names a day that does not exist: the job would never run [cron-format] | write a day that exists",
      ["0 0 31 2 *", "0 0 30 feb *", "0 0 31 4,6,9,11 *"]),
    Refused(
      "has a minute that cron does not know: h [cron-format] | write *, a number from 0 to 59, a range or a list",
      ["H 2 * * *"]),
    Refused(
      "has a day of the month that cron does not know: % [cron-format] | write *, a number from 1 to 31, a range or a list",
      ["30 2 % * *"]),
    Refused(
      "is longer than 256 bytes [too-long] | write a shorter cron schedule",
      [many("*", 300)]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(CronSchedule.self, text) == refused.finding) }
  }
}
