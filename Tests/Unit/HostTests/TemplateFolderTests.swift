import Testing

@testable import Host

@Suite struct TemplateFolderTests {
  @Test func readsWhatIsATemplate() throws {
    let scratch = try Scratch()
    for name in [
      "b.conf", "a/z.conf", "a.conf", "a-b/x", "Z", ".env.example", "deep/er/.gitignore", "with blank", "é",
      ".env", ".DS_Store", ".git/config", "a/.b.conf.swp", "x.swp", "x.swo", "b.conf~", "#b.conf#", "b.orig", "b.rej",
    ] { try scratch.put("templates/" + name, "in " + name) }
    try scratch.link("templates/link.conf", to: "a/z.conf")
    try scratch.link("templates/a/again.conf", to: "../link.conf")
    let files = try TemplateFolder.read(scratch.at("templates"))
    #expect(
      files.map(\.path) == [
        ".env.example", "Z", "a-b/x", "a.conf", "a/again.conf", "a/z.conf", "b.conf", "deep/er/.gitignore", "link.conf",
        "with blank",
        "é",
      ])
    for name in ["link.conf", "a/again.conf"] {
      #expect(files.first { $0.path == name }?.bytes == Array("in a/z.conf".utf8))
    }
    #expect(files.first?.bytes == Array("in .env.example".utf8))
  }

  @Test func folderItselfMayBeALink() throws {
    let scratch = try Scratch()
    try scratch.put("real/a", "1")
    try scratch.link("templates", to: "real")
    #expect(try TemplateFolder.read(scratch.at("templates")).map(\.path) == ["a"])
  }

  private func refusals(_ scratch: Scratch, _ limits: TemplateFolder.Limits = .init()) -> [String] {
    HostTests.refusals { _ = try TemplateFolder.read(scratch.at("templates"), limits: limits) }
      .map { $0.replacing(scratch.path + "/", with: "") }
  }

  @Test func refusesWhatIsNone() throws {
    let scratch = try Scratch()
    #expect(
      refusals(scratch) == [
        "missing-input: cannot read the folder templates: No such file or directory; name a folder of templates",
        "exit 66",
      ])
    try scratch.put("templates/a", "1")
    try scratch.link("templates/b", to: ".")
    #expect(
      refusals(scratch) == [
        "templates-folder: templates/b is a symbolic link, and its target is not a file; put the files themselves there",
        "exit 65",
      ])
    try scratch.remove("templates/b")
    try scratch.link("templates/b", to: "nowhere")
    #expect(
      refusals(scratch) == [
        "missing-input: cannot read templates/b: No such file or directory; "
          + "check its permissions, and whether a link leads to an existing file",
        "exit 66",
      ])
    try scratch.put("outside", "private")
    try scratch.put("templates/.hidden", "private")
    try scratch.link("templates/.away", to: "..")
    for target in ["../outside", scratch.at("outside"), ".hidden", ".away/outside", "/proc/self/environ"] {
      try scratch.remove("templates/b")
      try scratch.link("templates/b", to: target)
      #expect(
        refusals(scratch) == [
          "templates-folder: templates/b is a symbolic link to a file outside this folder; "
            + "put the file itself there",
          "exit 65",
        ])
    }
    // The link is never opened: who may not read its target learns no more.
    try scratch.setMode("outside", 0o000)
    try scratch.remove("templates/b")
    try scratch.link("templates/b", to: "../outside")
    #expect(refusals(scratch).last == "exit 65")
    for target in ["/dev/zero", "../pipe"] {
      if target == "../pipe" { try scratch.makePipe("pipe") }
      try scratch.remove("templates/b")
      try scratch.link("templates/b", to: target)
      #expect(refusals(scratch).first?.contains("is a symbolic link, and its target is not a file") == true)
    }
    try scratch.remove("templates/b")
    try scratch.makePipe("templates/b")
    #expect(refusals(scratch) == ["templates-folder: templates/b is not a regular file; remove it", "exit 65"])
  }

  @Test func refusesTooMuch() throws {
    let scratch = try Scratch()
    for number in 0..<5 { try scratch.put("templates/a/b/\(number)", "12345") }
    #expect(refusals(scratch) == [])
    #expect(
      refusals(scratch, .init(files: 6)) == [
        "templates-folder: templates/ contains more than 6 files; name a folder that contains only templates",
        "exit 65",
      ])
    #expect(
      refusals(scratch, .init(fileSize: 4)) == [
        "templates-folder: templates/a/b/0 is larger than 4 bytes; remove it, or move it elsewhere", "exit 65",
      ])
    #expect(
      refusals(scratch, .init(totalSize: 24)) == [
        "templates-folder: templates/ contains more than 24 bytes; name a folder that contains only templates",
        "exit 65",
      ])
    #expect(
      refusals(scratch, .init(depth: 1)) == [
        "templates-folder: templates/a/b is nested too deeply; use fewer folders", "exit 65",
      ])
  }

  /// A folder that cannot be looked at is not one that is not there.
  @Test func saysWhenItCannotTellWhetherThereIsAFolder() throws {
    let scratch = try Scratch()
    try scratch.put("file", "mine")
    #expect(try TemplateFolder.exists(scratch.path))
    #expect(try TemplateFolder.exists(scratch.at("file")))
    #expect(try !TemplateFolder.exists(scratch.at("nowhere")))
    #expect(try !TemplateFolder.exists(scratch.at("file/templates")))
    let long = scratch.at(String(repeating: "a", count: 300))
    #expect(
      HostTests.refusals { _ = try TemplateFolder.exists(long) }
        == ["input-output: cannot read \(long): File name too long; -", "exit 74"])
  }
}
