extension FindingArea {
  static let review = FindingArea(
    "Reviewing a change",
    about: """
      `gen diff` marks what a reviewer must not miss about a change, and `--fail-on` makes a pipeline stop at it. docs/review.md
      describes both.
      """,
    [
      .cannotBeUndone: """
      Once the change has been applied, the old revision no longer works with the data: the way back is a
      backup that was made before. Make one, and try the change on a copy first.
      """,
      .interruptsService: """
      Applying the change replaces or restarts a container, and its users wait meanwhile. Choose an hour that
      suits them.
      """,
      .losesData: """
      The data that the site has now would be left behind, replaced, or removed sooner than before. Look at the
      run book's section Changes before the change is applied, and make a backup.
      """,
      .opensPort: """
      A port can be reached that nobody could reach before. Look whether what listens there is meant for those
      who can reach it now.
      """,
      .touchesSecret: """
      Another secret is read, or the same from another place. The value itself is in no file of the repository:
      make sure that it is there before the change is applied.
      """,
      .weakensIsolation: """
      A limit on what a container or a tenant can do has gone or is another one. Look whether that is the
      purpose of the change.
      """,
      .weakensTls: """
      A directive about TLS, or a header that protects browsers, has gone or is another one; or certificates
      come from elsewhere. Look whether clients are protected as before.
      """,
      .widensAccess: """
      Addresses can reach something that they could not reach before, are believed more, or may try more often.
      Look whether the range is as narrow as it can be.
      """,
    ])
}
