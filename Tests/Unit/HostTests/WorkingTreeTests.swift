import Testing

@testable import Host

/// The repository that the current folder is in.
@Suite struct WorkingTreeTests {
  @Test func isTheNearestFolderWithGitInIt() throws {
    let scratch = try Scratch()
    try scratch.makeFolder("a/.git")
    try scratch.makeFolder("a/b/c")
    #expect(WorkingTree(current: scratch.path + "/a/b/c")?.root == scratch.path + "/a")
    #expect(WorkingTree(current: scratch.path + "/a")?.root == scratch.path + "/a")
    // A worktree and a submodule have a file of that name.
    try scratch.put("a/b/.git", "gitdir: elsewhere\n")
    #expect(WorkingTree(current: scratch.path + "/a/b/c")?.root == scratch.path + "/a/b")
  }
}
