import TextTypes

/// What to write instead of the parts of Jinja2 that this template language leaves out.
enum Rewrites {
  private static let filters: [String: String] = [
    "abs": "write the two cases with `{% if %}`",
    "attr": "write `.key`",
    "capitalize": "write the text as it should appear",
    "center": "write the blanks into the template",
    "d": "write `{% if … is defined %}` with both texts",
    "default": "write `{% if … is defined %}` with both texts",
    "e": "remove it; every value is quoted as its place requires",
    "escape": "remove it; every value is quoted as its place requires",
    "first": "", "last": "", "length": "", "join": "", "upper": "", "lower": "", "count": "",
    "float": "write whole numbers, if necessary in a smaller unit",
    "forceescape": "remove it; every value is quoted as its place requires",
    "format": "write the text around `{{ … }}`",
    "indent": "write the blanks into the template; a value never has more than one line",
    "int": "remove it; a whole number has that type already",
    "list": "remove it; a list is one already",
    "map": "write `{% for %}` with the field of each element",
    "reject": "write `{% for … in … if … %}`",
    "rejectattr": "write `{% for … in … if … %}`",
    "replace": "write a field of the model that has the text as it should appear",
    "reverse": "write the list in the other order in site.yaml",
    "round": "write `//`, which rounds down",
    "safe": "remove it; a value is never written unquoted where its place requires quotes",
    "select": "write `{% for … in … if … %}`",
    "selectattr": "write `{% for … in … if … %}`",
    "sort": "write the list in that order in site.yaml",
    "string": "remove it; `~` joins texts and whole numbers",
    "title": "write the text as it should appear",
    "tojson": "write `\"{{ … }}\"` in a template with `format: json`",
    "trim": "remove it; values have no blanks around them",
    "unique": "write each element once in site.yaml",
    "urlencode": "write a field of the model that has the text as it should appear",
  ]

  /// Whether Jinja2 has the filter.
  static func isKnown(filter name: String) -> Bool { filters[name] != nil }

  /// What to write instead of a filter.
  static func filter(_ name: String) -> String {
    if let rewrite = filters[name] { return rewrite }
    if let near = nearest(name, among: Filter.names) { return "write `| \(near)`" }
    return "write one of \(Filter.names.joined(separator: ", "))"
  }

  /// What to write instead of a test.
  static func test(_ name: String, isNegated: Bool) -> String {
    switch name {
    case "undefined": isNegated ? "write `is defined`" : "write `is not defined`"
    case "none": isNegated ? "write `is defined`" : "write `is not defined`"
    case "equalto", "eq", "sameas": isNegated ? "write `!=`" : "write `==`"
    case "ne": "write `!=`"
    case "lt", "lessthan": "write `<`"
    case "le": "write `<=`"
    case "gt", "greaterthan": "write `>`"
    case "ge": "write `>=`"
    case "in": "write `in` without `is`"
    case "odd": "write `… % 2 == 1`"
    case "even": "write `… % 2 == 0`"
    case "divisibleby": "write `… % n == 0`"
    case "true": "write only the condition"
    case "false": "write `not` before the condition"
    default: "write `is defined` or `is not defined`, the only tests"
    }
  }

  /// What to write instead of a tag.
  static func tag(_ name: String) -> String? {
    switch name {
    case "macro", "endmacro", "call", "endcall", "from", "import":
      "write the shared text into a file whose name begins with `_`, and `{% include %}` it"
    case "extends", "block", "endblock": "write the whole file, and `{% include %}` the shared parts"
    case "autoescape", "endautoescape": "remove it; every value is quoted as its place requires"
    case "filter", "endfilter": "write the filter in each `{{ … }}`"
    case "endset": "write `{% set name = … %}` on one line"
    case "with", "endwith": "write `{% set name = … %}`"
    case "do": "remove it; a template changes nothing"
    case "break", "continue": "write `{% for … in … if … %}` to leave elements out"
    case "trans", "endtrans", "pluralize": "write the text as it should appear"
    case "debug": "remove it; `gen show` prints the model"
    case "raw": "write `{% raw %}` without `+`"
    default: nil
    }
  }
}
