import Diagnostics
import Schema
public import TextTypes

/// A country by its code of ISO 3166-1.
public struct CountryCode: Text {
  /// The code, such as `NO`.
  public let printed: String
  /// Takes a code in its printed form.
  public init(canonical: String) { printed = canonical }

  /// The type.
  public static let type = TextType(
    name: "country code", alphabet: .uppercase, traits: .isWord, pattern: "^[A-Z]{2}$", example: "NO")
  /// Room for a mistake that deserves a precise answer.
  public static let limit = 64

  /// Reads two capital letters that stand for a country.
  public static func canonical(_ text: String) throws(Refusal) -> String {
    if isAssigned(text) { return text }
    let capitals = String(decoding: text.utf8.map { ByteSet.lowercase.contains($0) ? $0 & 0xDF : $0 }, as: UTF8.self)
    let help =
      switch capitals {
      case "UK": "write GB"
      case "EL": "write GR"
      case _ where isAssigned(capitals): "write \(capitals)"
      default: "write the two capital letters of ISO 3166, such as NO"
      }
    throw Refusal(id: .countryFormat, "is not a country code", help: help)
  }

  private static func isAssigned(_ text: String) -> Bool {
    text.utf8.count == 2 && assigned.contains(text)
  }

  /// The codes that ISO 3166-1 assigns, and XK, which Odoo has for Kosovo.
  private static let assigned = Set(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR \
    GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT \
    JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY \
    MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM \
    PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV \
    SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT \
    ZA ZM ZW
    """.pieces(" "))
}
