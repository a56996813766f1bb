import Model
import ReferencePages
import Testing
import TextTypes

@Suite struct ModelReferenceTests {
  private static func field(_ key: String, _ shape: Shape, _ doc: String) -> RecordType.Field {
    RecordType.Field(key: key, shape: shape, doc: doc)
  }

  @Test func describesEachValueUnderItsPath() {
    let word = TextType(name: "word", alphabet: .lowercase, traits: .isWord, example: "red")
    let port = IntegerType(name: "port", range: 1...65535)
    let count = IntegerType(name: "count", range: 0...Int.max)
    let door = RecordType(name: "door", fields: [Self.field("port", .integer(port), "Where | it is.")])
    let type = RecordType(
      name: "house",
      fields: [
        Self.field("colour", .optional(.text(word)), "How it looks."),
        Self.field("rooms", .integer(count), "How many."),
        Self.field("doors", .list(.record(door)), "Ways in."),
        Self.field("key", .secret, "What opens it."),
        Self.field("labels", .map(key: word, value: .boolean), "What is written on it."),
      ])
    let tables = ModelReference.page(of: type).drop { $0 != "|" }
    #expect(
      tables == """
        | Name | Value | Meaning |
        |---|---|---|
        | `colour` | word, such as `red`; may be absent | How it looks. |
        | `rooms` | a whole number | How many. |
        | `doors` | a list of records | Ways in. |
        | `key` | a secret, whose value gen never knows | What opens it. |
        | `labels` | a list of records | What is written on it. |

        ## `doors`

        | Name | Value | Meaning |
        |---|---|---|
        | `doors[].port` | a whole number, 1 to 65535 | Where \\| it is. |

        ## `labels`

        | Name | Value | Meaning |
        |---|---|---|
        | `labels[].key` | word, such as `red` | The key. |
        | `labels[].value` | `true` or `false` | The value. |


        """)
  }
}
