import Testing
import TextTypes

@testable import Template

/// Scalars of YAML without quotes that are partly values: they stay texts for every reader, or are refused.
@Suite struct PlainScalarTests {
  private static let word = TextType(
    name: "name", alphabet: .alphanumerics.union(ByteSet("_.-")), traits: .isWord, example: "shop")

  /// No number, truth value or time begins so, whatever follows.
  @Test(arguments: ["x_@@: 1\n", "e_@@: 1\n", "a: a@@\n", "a: E@@\n", "a: _@@\n", "- x@@\n", "a: {x_@@: 1}\n"])
  func takesWhatBeginsLikeAText(_ template: String) {
    for value in ["shop", "1", "0x1", "1e3", "es", "null"] {
      #expect(Sample(.yaml, template, Self.word).put(value).text == template.replacing("@@", with: value))
    }
  }

  /// With some value each of these is a truth value, a number or a time: `no`, `0x1`, `1e3`, `.inf`.
  @Test(arguments: [
    "n@@: 1\n", "a: 0@@\n", "a: 0x@@\n", "a: 1@@\n", "a: .@@\n", "a: +@@\n", "a: -@@\n", "a: i@@\n", "- t@@\n",
    "a: {y@@: 1}\n",
  ])
  func refusesWhatMayBeAnother(_ template: String) {
    #expect(Sample(.yaml, template, Self.word).put("shop").text.hasPrefix("unfit: yaml-meaning"))
  }
}
