extension FindingArea {
  static let names = FindingArea(
    "Names and types in templates",
    about: """
      Each name, field and filter is checked against the model when templates are read, in branches that are not
      taken too. `gen schema --model` prints the model; `gen show` prints its values.
      """,
    [
      .alwaysDefined: """
      The value is always there, so that `is defined` is always true and would hide a mistake. Remove the
      test.
      """,
      .arithmeticResult: """
      With the values of this site a computation divides by 0, or its result is larger than a whole number can
      be. Put an `{% if %}` around it that leaves such values out.
      """,
      .arithmeticType: """
      Only whole numbers are computed with. Write `~` to join texts, and numbers on both sides of the others.
      """,
      .assignedType: """
      The content of another artifact stands alone on its lines, and cannot be kept in a variable. Write
      `{{ contents("…") }}` where it is put.
      """,
      .branchType: """
      The two sides of an inline `if` are of different types, or of a type that has no text, so that nothing
      could be said about the place it is written to. Write two texts, two whole numbers or two conditions.
      """,
      .comparisonType: """
      The two sides of a comparison are of different types, and would never be equal. Write texts on both
      sides, or whole numbers.
      """,
      .concatenationType: """
      `~` joins texts and whole numbers; nothing else has one text that every format agrees on. Name a field,
      or write both texts with an `if`.
      """,
      .conditionType: """
      A condition is true or false, and nothing else is taken for one: Jinja2's rules for empty texts and
      zeros surprise. Compare, or ask `is defined` or `| length > 0`.
      """,
      .divisionByZero: """
      The divisor is 0. Write another one.
      """,
      .emptyList: """
      Nothing is in an empty list, so that this condition is never true. Write the values that are meant.
      """,
      .filterType: """
      The filter takes a value of another type: a list or a text. Remove the filter, or use it on a list or
      text of the model.
      """,
      .hiddenField: """
      In Jinja2 the name of this field is a method of every mapping, such as `items` or `keys`, so that the
      template would mean something else there. Use another field that says the same.
      """,
      .holeBoolean: """
      True and false have no text of their own: files spell them `on`, `yes`, `true` or `1`. Write both texts:
      `{% if x %}on{% else %}off{% endif %}`.
      """,
      .holeList: """
      A list has no text. Loop over it, or write `| join(", ")` for a list of texts.
      """,
      .holeRecord: """
      A record has no text. Name one of its fields.
      """,
      .impossibleComparison: """
      No value of this type can be that text, so that the branch would never be taken. Compare with a text
      that it can be.
      """,
      .listPlace: """
      A list that is written in a template stands after `in` only. Write the text once for each element, or
      use a list of the model.
      """,
      .loopAlone: """
      `loop` by itself is no value. Write one of its fields, such as `loop.index`.
      """,
      .loopOutside: """
      `loop` tells about the loop around it, and there is none here; an included file does not see the loop of
      the file that includes it. Give the value a name with `{% set %}` before the include.
      """,
      .loopType: """
      A loop runs through a list of the model, and this is something else. Write a list after `in`; one that
      is written in the template has no loop.
      """,
      .mayBeAbsent: """
      The value is optional, and this site or another one may not have it. Put it between
      `{% if x is defined %}` and `{% endif %}`.
      """,
      .mayBeEmpty: """
      The list may be empty, and then has no first or last element. Put it between `{% if x | length > 0 %}`
      and `{% endif %}`.
      """,
      .membershipType: """
      `in` looks for a text or a number in a list of the same, not for a part of a text. Write a list after
      `in`, or `==` for a whole text.
      """,
      .nameTaken: """
      `loop` tells about the loop around it, and can be no variable; and a name that is a variable here cannot
      be called as a function. Write another name for the variable; a name of the model, or of a loop around,
      may be used again, and is hidden as far as the new one reaches.
      """,
      .notARecord: """
      A text, a number or a list has no fields. Write the value alone, or the name of a record before the
      point.
      """,
      .presenceOperand: """
      `is defined` asks about a value of the model: a name, or a path of names. Write such a path before it.
      """,
      .referenceArgument: """
      `path`, `digest` and `contents` ask about artifacts, which are named by the paths of their templates, in
      quotes. Write `path("odoo.conf")`, `contents("odoo.conf")`, or `digest("odoo.conf", "odoo-start")` with
      one path or more.
      """,
      .referenceCircle: """
      An artifact is made from its own content, directly or through others that ask for the content of each
      other. Remove one of the references from its template; the path of an artifact may be asked for without
      its content.
      """,
      .referenceElement: """
      A template with `each:` makes one artifact for each element of a list, and `path` and `contents` are
      about one of them: write the variable of a loop over that list after the path. One that makes a single
      artifact takes no element.
      """,
      .secretValue: """
      gen never has a secret's value, so that no artifact can hold it. Write the path of its file, such as
      `/run/secrets/NAME`, and let the program read it on the server.
      """,
      .unknownArtifact: """
      No template of that path makes an artifact: the path is misspelt, or has a name with `_` before it,
      which is there to be included only. Write the path of a template below the templates folder, or of a
      folder and `/` in a digest.
      """,
      .unknownField: """
      The record has no field of that name. The message names the nearest one; `gen schema --model` lists them
      all.
      """,
      .unknownName: """
      Neither the model nor the template has this name. The message names the nearest one;
      `gen schema --model` lists those of the model.
      """,
      .unsettledVariable: """
      Some of the branches before this set the variable, others do not, or they set it to values of different
      types. Set it in every branch, to values that are alike.
      """,
      .variableLimit: """
      The template sets more variables than gen keeps. Write the values where they are used.
      """,
    ])
}
