/// The names of elements and attributes whose content is more than text.
enum HTMLNames {
  /// Elements whose content is no HTML, up to their end.
  static let raw = WordSet("style script")
  /// Elements whose content is text with character references, up to their end.
  static let plain = WordSet("title textarea")
  /// Elements whose content browsers read by other rules, some of them only at times: with scripts, in frames, in SVG.
  static let unmodelled = WordSet(
    "svg math iframe frameset frame noframes noembed noscript plaintext xmp listing template object embed applet base")

  private static let addresses = WordSet(
    "href src action formaction data poster cite background ping srcset imagesrcset manifest longdesc usemap profile classid "
      + "codebase archive icon dynsrc lowsrc xlink:href attributionsrc")
  private static let programs = WordSet(
    "style srcdoc http-equiv content sandbox allow integrity type rel target is slot")

  /// What the value of an attribute is for.
  static func purpose(of name: ShortWord) -> HTMLContext.Purpose {
    if !name.isWhole || name.starts(with: "on") || programs.contains(name) { return .program }
    return addresses.contains(name) ? .address : .text
  }

  /// Whether an address begins so that what follows is a part of it only, and nothing else than an address.
  static func isAddress(_ text: ShortWord) -> Bool {
    starts.contains(text)
  }

  private static let starts = WordSet("# ? ./ ../ http:// https:// mailto: tel:")
}
