extension FindingArea {
  static let flow = FindingArea(
    "Branches, loops and includes",
    about: """
      The output depends on the branches that are taken and on how often a loop runs; the text around a value
      must mean the same in every case.
      """,
    [
      .branchesDiffer: """
      After an `if` the reader of the file would be in different states, such as inside or outside quotes,
      depending on the branch that was taken. Let each branch end in the same state as the others; a missing
      branch ends in the state in which it begins.
      """,
      .includePath: """
      The path of an include must be a text in quotes, so that the file is known when templates are read. Write
      `{% include "nginx/_tls.conf" %}`.
      """,
      .includeRecursion: """
      The file includes itself, directly or through others, without an end. Write a `{% for %}` for repetition.
      """,
      .loopDiffers: """
      The body of a loop does not end in the state in which it begins, so the second round would begin in
      another one, such as inside quotes. Let the body end in the state in which it begins.
      """,
      .unfinished: """
      The file ends in the middle of something: a quote, a block, a statement or a here-document. Write its
      end.
      """,
      .unknownTemplate: """
      Neither your templates nor the built-in ones have a file with that path. Write a path below the
      templates folder; the message names the nearest one.
      """,
    ])
}
