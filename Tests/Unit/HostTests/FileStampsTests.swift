import Foundation
import Testing

@testable import Host

/// What `gen build --watch` notices, and when it acts.
@Suite struct FileStampsTests {
  private func stamps(_ scratch: Scratch) -> FileStamps {
    FileStamps(of: [scratch.at("site.yaml"), scratch.at("templates")])
  }

  @Test func noticesEveryWayToChangeAFile() throws {
    let scratch = try Scratch()
    try scratch.put("site.yaml", "a")
    var seen = [stamps(scratch)]
    let look = { (what: Comment) in
      let now = stamps(scratch)
      #expect(!seen.contains(now), what)
      seen.append(now)
    }
    #expect(stamps(scratch) == seen[0])
    try scratch.put("site.yaml", "longer")
    look("written")
    try scratch.put("new", "longer")
    try scratch.remove("site.yaml")
    try FileManager.default.moveItem(atPath: scratch.at("new"), toPath: scratch.at("site.yaml"))
    look("replaced by another file of the same size")
    try scratch.put("templates/a/b.conf", "x")
    look("a folder that was not there")
    try scratch.put("templates/a/c.conf", "")
    look("an empty file")
    try scratch.remove("templates/a/b.conf")
    look("a file less")
    try scratch.remove("site.yaml")
    look("no site")
    try FileManager.default.createSymbolicLink(atPath: scratch.at("site.yaml"), withDestinationPath: "real.yaml")
    look("a link to nowhere")
    try scratch.put("real.yaml", "a")
    look("a link to a file")
    try scratch.put("real.yaml", "changed")
    look("what a link leads to")
  }

  @Test func leavesOutWhatNoCommandReads() throws {
    let scratch = try Scratch()
    try scratch.put("site.yaml", "a")
    try scratch.put("templates/a.conf", "x")
    let before = stamps(scratch)
    for name in [".a.conf.swp", "a.conf~", "#a.conf#", ".base/a.conf", ".gen-0123456789abcdef"] {
      try scratch.put("templates/\(name)", "x")
    }
    try scratch.put("elsewhere", "x")
    #expect(stamps(scratch) == before)
  }

  @Test func actsWhenNothingMoreChanges() {
    var change = SettledChange(from: 0)
    let looks = [0, 0, 1, 2, 2, 0, 0, 3, 3]
    #expect(looks.map { change.hasSettled(at: $0) } == [false, false, false, false, true, false, false, false, true])
  }
}
