extension FindingArea {
  static let expressions = FindingArea(
    "Tags and expressions of templates",
    about: """
      The template language is a strict subset of Jinja2: Jinja2 renders every template that gen accepts in the
      same way, and everything else is an error.
      """,
    [
      .chainedComparison: """
      A chain such as `1 < x < 5` has different meanings in Python and in other languages. Write separate
      comparisons, joined by `and`.
      """,
      .expressionSize: """
      The expression has more parts than gen allows. Write it in several steps, with `{% set … %}`.
      """,
      .filterArgument: """
      The filter does not take this argument; the separator of `join` must be a quoted text, so that it can be
      checked. Write `| join(", ")`.
      """,
      .inlineElse: """
      An inline `if` has no `else`: Jinja2 would silently write nothing. Write both values: `a if c else b`.
      """,
      .nestingLimit: """
      Tags, parentheses or includes are nested more deeply than gen allows. Move the inner part into another
      template, or write several steps with `{% set … %}`.
      """,
      .numberFormat: """
      Numbers are decimal digits without leading zeros, below 2 to the power of 63. Write the number in this
      form.
      """,
      .strayTag: """
      A tag such as `endif`, `else` or `endfor` belongs to one that is not open, or a branch follows after
      `else`. Remove it, or write the tag that it belongs to.
      """,
      .stringEscape: #"""
      A text in a template has only the escapes `\\`, `\n`, `\t`, `\"` and `\'`. Write `\\` for a backslash.
      """#,
      .unclosedComment: """
      A comment `{#` has no `#}`, so the rest of the file would be part of it. Close it.
      """,
      .unclosedString: #"""
      A text in quotes has no closing quote on its line. Close it; a line feed in a text is `\n`.
      """#,
      .unclosedTag: """
      A tag, or a block such as `if`, `for` or `raw`, has no end. Write its `%}` or `}}`, or the tag that ends
      the block.
      """,
      .unexpectedCharacter: """
      The character has no meaning in an expression. Remove it, or put it in quotes if it is text.
      """,
      .unexpectedToken: """
      Something in an expression is missing or superfluous: a value after an operator, a bracket, a word. The
      message says what is expected there.
      """,
      .unknownFilter: """
      Neither gen nor Jinja2 has a filter of that name. The message lists the filters.
      """,
      .unknownTag: """
      The tag does not exist. Write one of if, for, set, include, raw.
      """,
      .unsupportedCall: """
      Templates cannot call methods, and no functions other than `path`, `digest` and `contents`: the result of
      others is not known when templates are checked. Use a filter, or a field of the model.
      """,
      .unsupportedField: """
      Only a name has fields, not a result, a text or a number. Write the full path, or assign the value to a
      variable with `{% set … %}`.
      """,
      .unsupportedFilter: """
      Jinja2 has this filter; gen does not, because its result cannot be checked against the place that it is
      written to. The message names the way that can be checked.
      """,
      .unsupportedFloat: """
      The model has only whole numbers, because programs print fractions differently. Use a smaller unit, or a
      text in quotes.
      """,
      .unsupportedMapping: """
      Templates cannot make mappings. Write the cases with `{% if %}`.
      """,
      .unsupportedNone: """
      `none` and the like are not values here: a value that may be absent is tested with `is defined`. Write
      `{% if x is defined %}`.
      """,
      .unsupportedOperator: """
      Jinja2 has this operator, but gen does not: `/` would make a fraction, `**` a number without bounds, and a
      `+` before a value has no effect. The message says what to write instead.
      """,
      .unsupportedSubscript: """
      Templates have no subscripts such as `a["b"]` or `a[0]`. Write `.key` for a field, and a loop for the
      elements of a list.
      """,
      .unsupportedTag: """
      Jinja2 has this tag, such as `macro`, `block` or `import`; gen does not, so that every line of a
      template can be checked in its place. Use `{% include %}` and `{% set %}` instead.
      """,
      .unsupportedTest: """
      Of Jinja2's tests, gen has only `is defined` and `is not defined`. The message says what to write
      instead.
      """,
      .unsupportedUnpacking: """
      A loop has one variable. Over keys and values write `{% for entry in … %}`, then `entry.key` and
      `entry.value`.
      """,
    ])
}
