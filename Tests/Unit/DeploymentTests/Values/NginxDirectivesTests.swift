import Testing

@testable import Deployment

@Suite struct NginxDirectivesTests {
  @Test(arguments: [
    ("expires 1h;", "expires"),
    ("a b;c d ; e\n{ f; g { h; } } i;", "a c e i"),
    ("# a b;\n\t'a b' c; \"d;\" e;#x", "a b d;"),
    ("a ${b}c{ d; } e \\; f; g \\\"h; i;", "a e g i"),
    ("a \"x\\\"; b;\" c; d 'y{'; e;", "a d e"),
    ("a $b{ c; } d;", "a d"),
    ("a { b; } ;; c", "a c"),
    ("\"", ""),
  ])
  func namesWhatIsOutsideOfBlocks(_ text: String, _ wanted: String) throws {
    #expect(try NginxDirectives(parsing: text).outermost.joined(separator: " ") == wanted)
  }
}
