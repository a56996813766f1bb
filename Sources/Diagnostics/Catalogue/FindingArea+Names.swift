extension FindingArea {
  static let names = FindingArea(
    "Names and types in templates",
    about: """
      Each name, field and filter is checked against the model when templates are read, even in branches that
      are not taken. `gen schema --model` prints the model; `gen show` prints its values.
      """,
    [
      .alwaysDefined: """
      The value always exists, so `is defined` is always true and would hide a mistake. Remove the test.
      """,
      .arithmeticResult: """
      With the values of this site, a calculation divides by 0, or its result is too large. Put an `{% if %}`
      around it that excludes such values.
      """,
      .arithmeticType: """
      Arithmetic works only with whole numbers. Write `~` to join texts, and numbers on both sides of the other
      operators.
      """,
      .assignedType: """
      The content of another artifact must be alone on its lines, and cannot be assigned to a variable. Write
      `{{ contents("…") }}` in the place where it belongs.
      """,
      .branchType: """
      The two sides of an inline `if` have different types, or a type that cannot be printed, so the result
      cannot be checked. Write two texts, two whole numbers or two conditions.
      """,
      .comparisonType: """
      The two sides of a comparison have different types, and can never be equal. Write texts on both sides, or
      whole numbers.
      """,
      .concatenationType: """
      `~` joins texts and whole numbers; other values have no text that is the same in every format. Name a
      field, or write both texts with an `if`.
      """,
      .conditionType: """
      A condition must be true or false: Jinja2's rules for empty texts and zeros are surprising. Compare, or
      write `is defined` or `| length > 0`.
      """,
      .divisionByZero: """
      The divisor is 0. Write another one.
      """,
      .emptyList: """
      An empty list contains nothing, so this condition is never true. Write the values that you mean.
      """,
      .filterType: """
      The filter takes a value of another type: a list or a text. Remove the filter, or use it on a list or
      text of the model.
      """,
      .hiddenField: """
      In Jinja2 the name of this field is a method of every mapping, such as `items` or `keys`, so the template
      would have another meaning there. Use another field with the same information.
      """,
      .holeBoolean: """
      True and false have no common text: files spell them `on`, `yes`, `true` or `1`. Write both texts:
      `{% if x %}on{% else %}off{% endif %}`.
      """,
      .holeList: """
      A list cannot be printed. Loop over it, or write `| join(", ")` for a list of texts.
      """,
      .holeRecord: """
      A record cannot be printed. Name one of its fields.
      """,
      .impossibleComparison: """
      No value of this type is ever equal to that text, so the branch would never be taken. Compare with a
      possible value.
      """,
      .listPlace: """
      A list that is written in a template stands after `in` only. Write the text once for each element, or
      use a list of the model.
      """,
      .loopAlone: """
      `loop` by itself is no value. Write one of its fields, such as `loop.index`.
      """,
      .loopOutside: """
      `loop` describes the enclosing loop, and there is none here; an included file does not see the loop of
      the file that includes it. Assign the value to a variable with `{% set %}` before the include.
      """,
      .loopType: """
      A loop needs a list of the model, and this is not one. Write such a list after `in`; a list that is
      written in the template cannot be looped over.
      """,
      .mayBeAbsent: """
      The value is optional, and some sites do not have it. Put it between `{% if x is defined %}` and
      `{% endif %}`.
      """,
      .mayBeEmpty: """
      The list may be empty, and then has no first or last element. Put it between `{% if x | length > 0 %}`
      and `{% endif %}`.
      """,
      .membershipType: """
      `in` looks for a text or a number in a list of the same type, not for a part of a text. Write a list
      after `in`, or `==` to compare whole texts.
      """,
      .nameTaken: """
      `loop` describes the enclosing loop, and cannot be the name of a variable; and a variable cannot be
      called as a function. Choose another name for the variable. The name of a model value or of an enclosing
      loop's variable may be used again; the new variable shadows it within its scope.
      """,
      .notARecord: """
      A text, a number or a list has no fields. Write only the value, or the name of a record before the dot.
      """,
      .presenceOperand: """
      `is defined` tests a value of the model: a name, or a path of names. Write such a path before it.
      """,
      .referenceArgument: """
      `path`, `digest` and `contents` refer to artifacts, which are named by the paths of their templates, in
      quotes. Write `path("odoo.conf")`, `contents("odoo.conf")`, or `digest("odoo.conf", "odoo-start")` with
      one or more paths.
      """,
      .referenceCircle: """
      An artifact needs its own content, directly or through other artifacts. Remove one of the references from
      its template; `path` does not need the content of an artifact.
      """,
      .referenceElement: """
      A template with `each:` makes one artifact for each element of a list, and `path` and `contents` need one
      of them: write the variable of a loop over that list after the path. A template that makes a single
      artifact takes no element.
      """,
      .secretValue: """
      gen never knows a secret's value, so no artifact can contain it. Write the path of its file, such as
      `/run/secrets/NAME`, and let the program read it on the server.
      """,
      .unknownArtifact: """
      No template with that path makes an artifact: the path is misspelt, or one of its names begins with `_`,
      which marks files that are only included. Write the path of a template below the templates folder, or in
      a digest a folder followed by `/`.
      """,
      .unknownField: """
      The record has no field of that name. The message names the nearest one; `gen schema --model` lists all
      of them.
      """,
      .unknownName: """
      Neither the model nor the template has this name. The message names the nearest one;
      `gen schema --model` lists those of the model.
      """,
      .unsettledVariable: """
      Some of the branches before this set the variable and others do not, or they set it to values of
      different types. Set it in every branch, to values of the same type.
      """,
      .variableLimit: """
      The template sets more variables than gen allows. Write the values where they are used.
      """,
    ])
}
