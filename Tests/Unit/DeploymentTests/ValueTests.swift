import Model
import Schema
import Testing
import TextTypes

@testable import Deployment

/// The types of settings: what they take, how it is printed, what they refuse and how they say so.
@Suite struct ValueTests {
  private func read<Value: Leaf>(_ type: Value.Type, _ text: String) -> String {
    do throws(Refusal) {
      return try Value(parsing: text).printed
    } catch {
      return "\(error.message) [\(error.id)] | \(error.help ?? "")"
    }
  }

  static let size = "is not a size [size-format] | "
  static let domain = "[domain-format] | "

  static let cases: [(any Leaf.Type, String, String)] = [
    (IPv4Address.self, "203.0.113.10", "203.0.113.10"),
    (
      IPv4Address.self, "256.1.1.1",
      "has a number above 255 [ipv4-format] | write four numbers from 0 to 255, such as 203.0.113.10"
    ),
    (
      IPv4Address.self, "1.2.3",
      "is not an IPv4 address [ipv4-format] | write four numbers from 0 to 255, such as 203.0.113.10"
    ),
    (
      IPv4Address.self, "01.2.3.4",
      "has a number with a leading zero, which some programs read as octal [ipv4-format] | write 1.2.3.4"
    ),
    (IPv6Address.self, "2001:DB8:0:0:0:0:0:10", "2001:db8::10"),
    (IPv6Address.self, "::", "::"),
    (IPv6Address.self, "1:0:0:2:0:0:0:3", "1:0:0:2::3"),
    (
      IPv6Address.self, "fe80::1%eth0",
      "has a zone, which is valid only on one machine [ipv6-format] | write only the address: fe80::1"
    ),
    (
      IPv6Address.self, "1::2::3",
      "is not an IPv6 address [ipv6-format] | write groups of hexadecimal digits, such as 2001:db8::10"
    ),
    (CIDR.self, "198.51.100.0/24", "198.51.100.0/24"),
    (CIDR.self, "198.51.100.7", "198.51.100.7/32"),
    (CIDR.self, "2001:db8::/32", "2001:db8::/32"),
    (
      CIDR.self, "10.0.0.5/24",
      "has bits after its prefix [cidr-host-bits] | write the network 10.0.0.0/24, or 10.0.0.5 for that one host"
    ),
    (
      CIDR.self, "10.0.0.0/33",
      "has an impossible prefix length [cidr-format] | write a length from 0 to 32"
    ),
    (ByteCount.self, "16GiB", "16GiB"),
    (ByteCount.self, "2048MiB", "2GiB"),
    (ByteCount.self, "2560MiB", "2560MiB"),
    (ByteCount.self, "0", "0B"),
    (ByteCount.self, "16gigs", size + "write a number and a unit, such as 16GiB"),
    (ByteCount.self, "16 GB", "is not a size [size-format] | write 16GiB, or 15259MiB if you mean units of 1000"),
    (ByteCount.self, "16G", size + "write 16GiB; sizes are counted in units of 1024"),
    (ByteCount.self, "512m", size + "write 512MiB; sizes are counted in units of 1024"),
    (ByteCount.self, "16", "has no unit [size-format] | write a number and a unit, such as 16GiB"),
    (ByteCount.self, "-1GiB", size + "write a number and a unit, such as 16GiB"),
    (ByteCount.self, "99999999TiB", "is more than 1024TiB [out-of-range] | write a smaller size"),
    (ByteCount.self, "99999999999999999999TiB", "is more than 1024TiB [out-of-range] | write a smaller size"),
    (Seconds.self, "3600s", "1h"),
    (Seconds.self, "90s", "90s"),
    (Seconds.self, "20m", "20m"),
    (Seconds.self, "20", "has no unit [duration-format] | write a number and a unit, such as 20m"),
    (Seconds.self, "999999999d", "is longer than ten years [out-of-range] | write a shorter duration"),
    (DomainName.self, "Shops.Example.NET", "shops.example.net"),
    (
      DomainName.self, "a_b.example.net",
      "has an underscore, which host names cannot contain [domain-format] | write a hyphen"
    ),
    (
      DomainName.self, "-a.example.net",
      "is not a domain name \(domain)write labels of letters, digits and inner hyphens, joined by dots, such as shops.example.net"
    ),
    (DomainName.self, "example.com.", "ends in a dot \(domain)write it without the final dot"),
    (
      DomainName.self, "https://example.com",
      "is a URL, not a domain name \(domain)write only the name, such as shops.example.net"
    ),
    (
      DomainName.self, "*.example.com",
      "has a wildcard \(domain)write only the domain; the tenants' names are included"
    ),
    (DomainName.self, "localhost", "has only one label \(domain)write the full name, such as shops.example.net"),
    (
      DomainName.self, "10.0.0.1",
      "is an address, not a domain name \(domain)write a name that ends in a top-level domain"
    ),
    (
      DomainName.self, "bücher.example",
      "contains letters that are not ASCII \(domain)write the name in its ASCII form, which begins with xn--"
    ),
    (TenantName.self, "main", "main"),
    (
      TenantName.self, "www",
      "is reserved: Odoo strips www. from every host name [tenant-reserved] | write another name"
    ),
    (
      ProjectName.self, "Shop",
      "is not a project name [name-format] | write shop"
    ),
    (EmailAddress.self, "ops@Example.net", "ops@example.net"),
    (EmailAddress.self, "ops", "is not an email address [email-format] | write an address such as ops@example.net"),
    (
      EmailAddress.self, "a..b@example.net",
      "has an unsupported part before the @ [email-format] | write at most 64 letters, digits and . _ + - before the @, such as ops@example.net"
    ),
    (
      EmailAddress.self, "ops@host",
      "has no domain name after the @ [email-format] | write an address such as ops@example.net"
    ),
    (AbsolutePath.self, "/opt//shop/", "/opt/shop"),
    (AbsolutePath.self, "/opt/../etc", "contains `.` or `..` [path-format] | write the path without them"),
    (RelativePath.self, "./custom_addons", "custom_addons"),
    (RelativePath.self, "../common/addons", "../common/addons"),
    (
      RelativePath.self, "a/../../b",
      "has a `..` after a name [path-format] | write the path without `..`"
    ),
    (
      ImageReference.self, "registry.example.com:5000/a/odoo:18.0-20260105",
      "registry.example.com:5000/a/odoo:18.0-20260105"
    ),
    (
      ImageReference.self, "Odoo:18",
      "has capital letters in its name [image-format] | write the name in lower case; only a tag can have capitals"
    ),
    (
      ImageReference.self, "odoo@sha256:abc",
      "has a digest that is not sha256: and 64 hexadecimal digits [image-format] | write host/name:tag or host/name:tag@sha256:…, such as odoo:18.0"
    ),
    (CronSchedule.self, "30  2 * * MON-fri", "30 2 * * mon-fri"),
    (CronSchedule.self, "*/5 0 1,15 jan 7", "*/5 0 1,15 jan 7"),
    (
      CronSchedule.self, "@daily",
      "is a nickname, which not every cron knows [cron-format] | write the five fields: 0 0 * * *"
    ),
    (
      CronSchedule.self, "60 2 * * *",
      "has a minute that cron does not know: 60 [cron-format] | write *, a number from 0 to 59, a range or a list"
    ),
    (
      CronSchedule.self, "30 2 * *",
      "is not a cron schedule [cron-format] | write five fields: minute, hour, day of the month, month, day of the week, such as 30 2 * * *"
    ),
    (CPUCount.self, "1.50", "1.5"),
    (CPUCount.self, "0", "is less than any processor [out-of-range] | write a number above 0"),
    (Rate.self, "10/m", "10/m"),
    (Rate.self, "10", "is not a rate [rate-format] | write a number per second or per minute, such as 10/m"),
    (
      OptionName.self, "Limit",
      "is not the name of an option [option-format] | write limit"
    ),
    (OptionValue.self, "a = b # c", "a = b # c"),
    (
      OptionValue.self, " a",
      "begins or ends with a blank, which Odoo would strip [option-value] | remove the blank"
    ),
    (OptionValue.self, "a\nb", "contains a line break or a control character [option-value] | write one line of text"),
    (
      DatabaseName.self, "postgres",
      "is one of PostgreSQL's own databases [database-reserved] | write another name, such as superadmin"
    ),
    (GitRevision.self, "v1.4.0", "v1.4.0"),
    (
      GitRevision.self, "--upload-pack=x",
      "begins with a hyphen, and would be taken for an option [revision-format] | write a tag or a commit, such as v1.4.0"
    ),
    (RepositoryURL.self, "git@example.com:a/b.git", "git@example.com:a/b.git"),
    (
      RepositoryURL.self, "https://u:p@example.com/a.git",
      "contains a user or a password [repository-format] | write the address without them, and use a deploy key or git's credential helper"
    ),
    (HTTPURL.self, "https://www.example.com/?a=b", "https://www.example.com/?a=b"),
    (
      HTTPURL.self, "https://u@example.com/",
      "contains a user or a password [url-format] | write the address without credentials"
    ),
    (
      HTTPURL.self, "https://example.com/$x",
      "contains a character that has to be written as %XX [url-format] | write %20 for a blank, %24 for $, %28 for (, and so on"
    ),
    (
      HTTPURL.self, "ftp://example.com/",
      "is not a URL [url-format] | write an address such as https://www.example.com/"
    ),
    (ConnectionLimit.self, "7", "7"),
    (
      ConnectionLimit.self, "0",
      "is not a number of requests [connections-format] | write auto, or a number from 1 to 9999"
    ),
    (Workers.self, "auto", "auto"),
    (Workers.self, "many", "is not a number of workers [workers-format] | write auto, or a number from 0 to 1024"),
    (ACMEServer.self, "letsencrypt", "letsencrypt"),
    (
      ACMEServer.self, "http://x",
      "is not an ACME server [acme-format] | write letsencrypt, letsencrypt-staging, or the https address of an ACME directory"
    ),
    (
      OperatingSystem.self, "ubuntu-2404",
      "is not an operating system, did you mean \"ubuntu-24.04\"? [unknown-choice] | write one of ubuntu-24.04, ubuntu-22.04, ubuntu-26.04, debian-12, debian-13"
    ),
  ]

  @Test func takesAndRefuses() {
    for (type, text, expected) in Self.cases { #expect(read(type, text) == expected, "\(type) \(text)") }
  }

  /// What templates rely on: a printed value has no byte outside its type's alphabet.
  @Test func printsOnlyItsAlphabet() {
    let hostile = [
      "", " ", "-", "--", "a b", "a'b", "a\"b", "a\\b", "$x", "${x}", "`x`", "a;b", "a#b", "%", "é", "\u{85}",
      "\u{2028}", "a\tb",
      "no", "22:22", "{{ x }}", "../x", "a/b", "a:b", "*", "~", "a@b.cd", "1.2.3.4", "0 0 * * *", "sha256:x", "<x>",
      "|", "&", "!",
    ]
    let types = Self.cases.map(\.0)
    var checked = 0
    for type in types {
      guard case .text(let textType) = type.shape else { continue }
      for text in hostile + Self.cases.map(\.1) {
        guard let value = try? type.init(parsing: text) else { continue }
        checked += 1
        #expect(value.printed.utf8.allSatisfy(textType.alphabet.contains), "\(type) \(text)")
        #expect((try? type.init(parsing: value.printed))?.printed == value.printed, "\(type) \(text)")
      }
    }
    #expect(checked > 500)
  }

  @Test func refusesWhatIsFarTooLong() {
    let long = String(repeating: "a", count: 1 << 20)
    for (type, _, _) in Self.cases { #expect((try? type.init(parsing: long)) == nil, "\(type)") }
  }
}
