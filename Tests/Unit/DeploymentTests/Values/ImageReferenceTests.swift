import Testing

@testable import Deployment

@Suite struct ImageReferenceTests {
  @Test(arguments: [
    "odoo:18.0", "odoo", "odoo:18.0-20260105", "registry.example.com:5000/team/odoo_x/y--z.a:V1_.-", "localhost/odoo",
    "localhost:5000/odoo", "odoo@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    "ghcr.io/acme/odoo:18.0@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "a__b:1",
    "library/postgres:16", many("a", 255) + ":" + many("t", 128),
  ])
  func keepsWhatIsInItsPrintedForm(_ text: String) {
    #expect(printed(ImageReference.self, text) == text)
  }

  @Test(arguments: [
    Refused(
      "has capital letters in its name [image-format] | write the name in lower case; only a tag can have capitals",
      ["Odoo:18.0", "docker.io/Acme/odoo"]),
    Refused(
      "is a URL, not an image reference [image-format] | write host/name:tag without the scheme",
      ["https://ghcr.io/odoo", "docker://odoo"]),
    Refused(
      "has an invalid tag [image-format] | write at most 128 letters, digits and . _ - after the colon",
      [
        "odoo:", "odoo:.x", "odoo:-x", "odoo:" + many("t", 129), "odoo:18 0", "odoo:18.0\n", "odoo:${TAG}",
        "odoo:18.0 --privileged", "a:b:c",
      ]),
    Refused(
      "has a digest that is not sha256: and 64 hexadecimal digits [image-format] | write host/name:tag or host/name:tag@sha256:…, such as odoo:18.0",
      [
        "odoo@sha256:abc", "odoo@md5:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "odoo@",
        "odoo@sha256:0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF",
        "odoo:18.0@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef@x",
      ]),
    Refused(
      "is not an image reference [image-format] | write host/name:tag or host/name:tag@sha256:…, such as odoo:18.0",
      [
        "a..b", "a___b", "a._b", "-odoo", "odoo-", "_odoo", "/odoo", "odoo/", "a//b", ":18.0", "",
        many("a/", 200) + "a",
      ]),
    Refused(
      "has a registry that is not a host name [image-format] | write host/name:tag or host/name:tag@sha256:…, such as odoo:18.0",
      ["reg_istry.example.com/odoo", "registry..com/odoo", "registry.example.com:0/odoo", "registry.example.com:/odoo"]),
    Refused(
      "is longer than 480 bytes [too-long] | write a shorter image reference",
      [many("a", 481)]),
  ])
  func refuses(_ refused: Refused) {
    for text in refused.texts { #expect(finding(ImageReference.self, text) == refused.finding) }
  }
}
