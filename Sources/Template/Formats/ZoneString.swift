import Diagnostics
import TextTypes

/// Writes a value into a string of a zone, which holds at most 255 bytes; the text of a TXT record may be several strings.
struct ZoneString: Encoder {
  /// How many bytes of the value fit into the string that is open at its place.
  let room: Int
  let maySplit: Bool

  /// How many bytes of a value another string takes: the rest is for text behind it.
  private static let chunk = 127

  /// Half of what is left, so that text and further values find room behind a value; no less than the last string of a
  /// value that was split has.
  static func room(behind length: Int) -> Int { min(chunk, (255 - length) / 2) }

  func encode(_ value: ArraySlice<UInt8>, into output: inout [UInt8]) throws(Refusal) {
    guard maySplit || value.count <= room else {
      throw Refusal(id: .zoneLength, "is too long for a string in a zone", help: "write at most \(room) bytes")
    }
    var room = room
    for byte in value {
      if room == 0 {
        output.append(contentsOf: "\" \"".utf8)
        room = Self.chunk
      }
      room -= 1
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(contentsOf: [UInt8(ascii: "\\"), byte])
      case 0x20...0x7E: output.append(byte)
      case 0: throw Refusal.control(.zoneControl)
      default:
        output.append(contentsOf: [UInt8(ascii: "\\"), 0x30 + byte / 100, 0x30 + byte / 10 % 10, 0x30 + byte % 10])
      }
    }
  }
}
