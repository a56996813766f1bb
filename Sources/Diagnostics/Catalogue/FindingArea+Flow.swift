extension FindingArea {
  static let flow = FindingArea(
    "Branches, loops and includes",
    about: """
      What is written depends on the branch that is taken and on how often a loop runs; the file must mean the
      same in every case.
      """,
    [
      .branchesDiffer: """
      After an `if` the reader of the file would be in different places, such as inside quotes or outside of
      them, depending on the branch that was taken. Let each branch end where the others end; a branch that is
      left out ends where it begins.
      """,
      .includePath: """
      The path of an include is a text in quotes, so that it is known when templates are read which file it
      is. Write `{% include "nginx/_tls.conf" %}`.
      """,
      .includeRecursion: """
      The file includes itself, directly or through others, and would have no end. Write a `{% for %}` for
      what repeats.
      """,
      .loopDiffers: """
      The body of a loop does not end where it begins, so that the second round would begin somewhere else,
      such as inside quotes. Let the body end in the place where it begins.
      """,
      .unfinished: """
      The file ends in the middle of something: a quote, a block, a statement or a here-document. Write its
      end.
      """,
      .unknownTemplate: """
      There is no file of that path among the templates, yours or the built-in ones. Write a path below the
      templates folder; the message names the nearest one.
      """,
    ])
}
