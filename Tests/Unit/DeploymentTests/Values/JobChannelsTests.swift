import Testing

@testable import Deployment

@Suite struct JobChannelsTests {
  @Test(arguments: [
    ("root:4", "root:4", 4), ("root:1000", "root:1000", 1000),
    (" root : 4 , root.mail:1:sequential", "root:4,root.mail:1:sequential", 4),
    ("root:2:capacity_default=1,mail:1:throttle=60,feeds", "root:2:capacity_default=1,mail:1:throttle=60,feeds", 2),
  ])
  func readsChannels(_ text: String, _ wanted: String, _ capacity: Int) throws {
    let channels = try JobChannels(parsing: text)
    #expect(channels.printed == wanted)
    #expect(channels.capacity == capacity)
  }

  @Test(arguments: [
    Refused(
      "is not a list of job channels [channels-format] | write the capacity of root, from 1 to 1000, then those of its channels: "
        + "root:4,root.mail:1",
      [
        "", "root", "root:", "root:0", "root:1001", "root:04", "mail:1", "mail:1,root:4", "root:4,", "root:4,,a:1",
        "root:4,a..b:1",
        "root:4,A:1", "root:4,a:0", "root:4,a:1:order", "root:4,a:1:throttle", "root:4,a:1:sequential=1", "root:4\n",
      ])
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(JobChannels.self, text) == refused.finding) }
  }
}
