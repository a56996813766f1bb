extension FindingArea {
  static let expressions = FindingArea(
    "Tags and expressions of templates",
    about: """
      The template language is a strict subset of Jinja2: what gen accepts, Jinja2 renders in the same way, and
      everything else is an error.
      """,
    [
      .chainedComparison: """
      A chain such as `1 < x < 5` means one thing in Python and another in other languages. Write each
      comparison by itself, joined by `and`.
      """,
      .expressionSize: """
      The expression has more parts than gen takes, so that no template can keep it busy. Write it in several
      steps, with `{% set … %}`.
      """,
      .filterArgument: """
      The filter takes no such argument; what `join` puts between the elements must be a text in quotes, so
      that it can be checked. Write it so: `| join(", ")`.
      """,
      .inlineElse: """
      An inline `if` has no `else`: Jinja2 would write nothing, without a word. Write both values:
      `a if c else b`.
      """,
      .nestingLimit: """
      Tags, parentheses or includes stand inside each other deeper than gen follows. Write the inner part by
      itself: in a template of its own, or in several steps with `{% set … %}`.
      """,
      .numberFormat: """
      Numbers are decimal digits without leading zeros, below 2 to the power of 63. Write the number so.
      """,
      .strayTag: """
      A tag such as `endif`, `else` or `endfor` belongs to one that is not open, or a branch follows after
      `else`. Remove it, or write the tag that it belongs to.
      """,
      .stringEscape: #"""
      A text in a template knows the escapes `\\`, `\n`, `\t`, `\"` and `\'` only. Write `\\` for a backslash.
      """#,
      .unclosedComment: """
      A comment `{#` has no `#}`, so that the rest of the file would be part of it. Close it where it ends.
      """,
      .unclosedString: #"""
      A text in quotes has no closing quote on its line. Close it; a line feed in a text is `\n`.
      """#,
      .unclosedTag: """
      A tag, or a block such as `if`, `for` or `raw`, has no end. Write its `%}` or `}}`, or the tag that ends
      the block.
      """,
      .unexpectedCharacter: """
      The character has no meaning in an expression. Remove it, or put it in quotes where a text is meant.
      """,
      .unexpectedToken: """
      Something is missing in an expression, or there is too much: an operator without a value, a bracket, a
      word. The message says what is expected there.
      """,
      .unknownFilter: """
      Neither gen nor Jinja2 has a filter of that name. The message names what there is.
      """,
      .unknownTag: """
      There is no such tag. Write one of if, for, set, include, raw.
      """,
      .unsupportedCall: """
      Templates call no methods, and no functions but `path`, `digest` and `contents`: what others would do is
      not known when templates are checked. Use a filter, or a field of the model.
      """,
      .unsupportedField: """
      Only a name has fields, not a result, a text or a number. Write the whole path, or give the value a name
      with `{% set … %}`.
      """,
      .unsupportedFilter: """
      Jinja2 has this filter; gen does not, because its result cannot be checked against the place that it is
      written to. The message names the way that can be checked.
      """,
      .unsupportedFloat: """
      The model has whole numbers only: fractions are printed differently from program to program. Use a
      smaller unit, or a text in quotes.
      """,
      .unsupportedMapping: """
      Templates make no mappings of their own. Write the cases with `{% if %}`.
      """,
      .unsupportedNone: """
      `none` and its like are no values here: what may be absent is asked for with `is defined`. Write
      `{% if x is defined %}`.
      """,
      .unsupportedOperator: """
      The operator is Jinja2's and has no meaning here: `/` would make a fraction, `**` a number without
      bounds, a `+` before a value says nothing. The message says what to write instead.
      """,
      .unsupportedSubscript: """
      Templates have no subscripts such as `a["b"]` or `a[0]`. Write `.key` for a field, and a loop for the
      elements of a list.
      """,
      .unsupportedTag: """
      Jinja2 has this tag, such as `macro`, `block` or `import`; gen does not, so that every line of a
      template can be checked where it stands. What they are for is done with `{% include %}` and `{% set %}`.
      """,
      .unsupportedTest: """
      Of Jinja2's tests there is `is defined`, with its opposite `is not defined`. The message says how to ask
      the same otherwise.
      """,
      .unsupportedUnpacking: """
      A loop has one variable. Over keys and values write `{% for entry in … %}`, then `entry.key` and
      `entry.value`.
      """,
    ])
}
