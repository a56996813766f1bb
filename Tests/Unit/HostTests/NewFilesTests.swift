import Output
import Testing

@testable import Host

@Suite struct NewFilesTests {
  static let files = [
    Artifact(path: "site.yaml", bytes: Array("a".utf8)), Artifact(path: "templates/x/run.sh", mode: 0o755, bytes: []),
  ]

  @Test(arguments: ["new", ".", "there"]) func makesFiles(_ name: String) throws {
    let scratch = try Scratch()
    try scratch.makeFolder("there")
    try NewFiles.create(Self.files, in: scratch.at(name))
    #expect(
      scratch.listing(of: name).filter { $0 != "there/" } == [
        "site.yaml 644 a", "templates/", "templates/x/", "templates/x/run.sh 755 ",
      ])
  }

  @Test func makesNothingWhenOneIsThere() throws {
    let scratch = try Scratch()
    try scratch.put("site.yaml", "mine")
    try scratch.put("templates", "mine")
    let messages = refusals { try NewFiles.create(Self.files, in: scratch.path) }
    #expect(
      messages.map { $0.replacing(scratch.path + "/", with: "") } == [
        "file-exists: site.yaml already exists; move it away, or choose another place",
        "file-exists: templates/x/run.sh already exists; move it away, or choose another place", "exit 73",
      ])
    #expect(scratch.listing(of: ".") == ["site.yaml 644 mine", "templates 644 mine"])
  }

  @Test func aLinkIsThereToo() throws {
    let scratch = try Scratch()
    try scratch.link("site.yaml", to: "nowhere")
    #expect(refusals { try NewFiles.create(Self.files, in: scratch.path) }.last == "exit 73")
    #expect(scratch.listing(of: ".") == ["site.yaml -> nowhere"])
  }

  @Test func staysInItsFolder() throws {
    let scratch = try Scratch()
    let file = Artifact(path: "../x", bytes: [])
    #expect(
      refusals { try NewFiles.create([file], in: scratch.path) } == [
        "cannot-create: the path \"../x\" has \"..\" in it; -", "exit 73",
      ])
  }
}
