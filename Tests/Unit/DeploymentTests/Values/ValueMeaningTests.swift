import Schema
import Testing

@testable import Deployment

/// What values say beyond their printed form.
@Suite struct ValueMeaningTests {
  @Test(
    arguments: [
      ("odoo", nil, nil, false), ("odoo:18.0", "18.0", nil, false), ("odoo:18.0-20260105", "18.0-20260105", nil, true),
      ("host:5000/odoo", nil, nil, false), ("host:5000/odoo:x.20260105", "x.20260105", nil, true),
      ("host:5000/odoo:1@sha256:" + many("0", 64), "1", "sha256:" + many("0", 64), false),
      ("odoo@sha256:" + many("a", 64), nil, "sha256:" + many("a", 64), false),
      ("odoo:202601050", "202601050", nil, false),
    ] as [(String, String?, String?, Bool)])
  func takesAnImageReferenceApart(_ text: String, tag: String?, digest: String?, isDated: Bool) throws {
    let image = try ImageReference(parsing: text)
    #expect(image.tag == tag)
    #expect(image.digest == digest)
    #expect(image.hasDigest == (digest != nil))
    #expect(image.hasDatedTag == isDated)
  }

  @Test(arguments: [
    ("ops@example.net", "ops.example.net"), ("a.b+c@example.net", #"a\.b+c.example.net"#),
    ("a.b.c@d.e", #"a\.b\.c.d.e"#),
  ])
  func writesAnEmailAddressAsANameOfTheDNS(_ text: String, name: String) throws {
    #expect(try EmailAddress(parsing: text).dnsName == name)
  }

  @Test func knowsWhichNamesLieBelowADomain() throws {
    let domain = try DomainName(parsing: "example.net")
    #expect(try DomainName(parsing: "shops.Example.net").isBelow(domain))
    #expect(try !DomainName(parsing: "example.net").isBelow(domain))
    #expect(try !DomainName(parsing: "anexample.net").isBelow(domain))
    #expect(try DomainName(parsing: "a.b.example.net").labels == ["a", "b", "example", "net"])
  }

  @Test func knowsTheFamilyOfARange() throws {
    #expect(try CIDR(parsing: "2001:db8::/32").isIPv6)
    #expect(try !CIDR(parsing: "198.51.100.0/24").isIPv6)
  }

  @Test func namesTheLastFolderOfAPath() throws {
    #expect(try RelativePath(parsing: "../a/custom_addons/").name == "custom_addons")
    #expect(try RelativePath(parsing: "./enterprise").name == "enterprise")
  }

  @Test func givesTheDirectoryOfAnAuthority() throws {
    #expect(ACMEServer.letsEncrypt.directory.printed == "https://acme-v02.api.letsencrypt.org/directory")
    #expect(ACMEServer.letsEncryptStaging.directory.printed == "https://acme-staging-v02.api.letsencrypt.org/directory")
    #expect(try ACMEServer(parsing: "https://ca.example.net/acme").directory.printed == "https://ca.example.net/acme")
  }

  @Test func keepsSizesWithinTheirBounds() {
    #expect(ByteCount(bytes: -1).bytes == 0)
    #expect(ByteCount(bytes: .max).printed == "1024TiB")
    #expect(ByteCount.mebibytes(.max).printed == "1024TiB")
    #expect(ByteCount.gibibytes(.min).printed == "0B")
    #expect(ByteCount.gibibytes(.max).printed == "1024TiB")
    #expect(ByteCount(bytes: (3 << 20) - 1).mebibytes == 2)
    #expect(ByteCount.mebibytes(1023) < ByteCount.gibibytes(1))
  }

  @Test func keepsDurationsAndSharesWithinTheirBounds() {
    #expect(Seconds(.min).printed == "0s")
    #expect(Seconds(.max).printed == "3650d")
    #expect(Seconds(59) < Seconds(60))
    #expect(CPUCount(thousandths: .min).printed == "0.001")
    #expect(CPUCount(thousandths: .max).printed == "1024")
    #expect(CPUCount.cores(.max).printed == "1024")
    #expect(CPUCount(thousandths: 1500) < CPUCount.cores(2))
  }
}
