import Testing

/// Values of another kind than their key asks for.
@Suite struct KindTests {
  @Test(arguments: [
    Mistake(
      "name: bakery", "name:",
      [
        "2:6: name: has no value [missing-value] | write a project name, such as stockshop"
      ]),
    Mistake(
      "name: bakery", "name: ~",
      [
        "2:7: name: has no value [missing-value] | write a project name, such as stockshop"
      ]),
    Mistake(
      "name: bakery", "name: null",
      [
        "2:7: name: has no value [missing-value] | write a project name, such as stockshop"
      ]),
    Mistake(
      "name: bakery", "name: 'null'",
      []),
    Mistake(
      "name: bakery", "name: [bakery]",
      [
        "2:7: name: expected a project name, found a list [wrong-type] | write a project name, such as stockshop"
      ]),
    Mistake(
      "name: bakery", "name: {first: bakery}",
      [
        "2:7: name: expected a project name, found a mapping [wrong-type] | write a project name, such as stockshop"
      ]),
    Mistake(
      "  cpu_cores: 2", "  cpu_cores: {}",
      [
        "6:14: server.cpu_cores: expected a whole number, found a mapping [wrong-type] | write a whole number, such as 4"
      ]),
    Mistake(
      "  cpu_cores: 2", "  cpu_cores: two",
      [
        #"6:14: server.cpu_cores: "two" is not a whole number [integer-format] | write digits only, such as 4"#
      ]),
    Mistake(
      "  cpu_cores: 2", "  cpu_cores: 2.0",
      [
        #"6:14: server.cpu_cores: "2.0" is not a whole number [integer-format] | write 2, without the dot and what is behind it"#
      ]),
    Mistake(
      "  cpu_cores: 2", "  cpu_cores: -2",
      [
        #"6:14: server.cpu_cores: "-2" is not a whole number [integer-format] | write digits only, such as 4"#
      ]),
    Mistake(
      "  cpu_cores: 2", "  cpu_cores: 02",
      [
        #"6:14: server.cpu_cores: "02" begins with a zero, which some programs read as octal [integer-format] | write the number without leading zeros"#
      ]),
    Mistake(
      "name: bakery", "name: bakery\nodoo: []",
      [
        "3:7: odoo: expected a mapping, found a list [wrong-type] | write `key: value` without `-` and brackets, indented under the key"
      ]),
    Mistake(
      "name: bakery", "name: bakery\nodoo:",
      [
        "3:6: odoo: has no value [missing-value] | write a mapping: `key: value`, indented under the key, or remove the key"
      ]),
    Mistake(
      "name: bakery", "name: bakery\nodoo: yes",
      [
        "3:7: odoo: expected a mapping, found text [wrong-type] | write a mapping: `key: value`, indented under the key"
      ]),
    Mistake(
      "name: bakery", "name: bakery\nodoo: {addons: ./custom_addons}",
      [
        "3:16: odoo.addons: expected a list, found text [wrong-type] | write it in brackets: `[./custom_addons]`"
      ]),
    Mistake(
      "name: bakery", "name: bakery\nodoo: {addons: [[a]]}",
      [
        "3:17: odoo.addons[0]: expected a relative path, found a list [wrong-type] | write a relative path, such as enterprise"
      ]),
    Mistake(
      "name: bakery", "name: bakery\nodoo: {addons: [a, , b]}",
      [
        "3:16: the bracket that opens here is not closed [yaml-syntax] | close it with `]` or `}`, and put commas between the values"
      ]),
    Mistake(
      "name: bakery", "name: bakery\nodoo: {addons:}",
      [
        "3:14: the file cannot be read beyond this point [yaml-syntax] | check the indentation and the quotes of this line"
      ]),
    Mistake(
      "name: bakery", "name: bakery\nodoo: {tenants: {modules: base}}",
      [
        "3:27: odoo.tenants.modules: expected a list, found text [wrong-type] | write it in brackets: `[base]`"
      ]),
    Mistake(
      "name: bakery", "name: bakery\ndns: {caa: yes}",
      [
        #"3:12: dns.caa: "yes" is neither true nor false [boolean-format] | write `true` or `false`"#
      ]),
    Mistake(
      "name: bakery", "name: bakery\ndns: {caa: True}",
      [
        #"3:12: dns.caa: "True" is neither true nor false [boolean-format] | write `true` or `false`"#
      ]),
    Mistake(
      "name: bakery", "name: bakery\nodoo: {superadmin: {provisions_tenants: 1}}",
      [
        #"3:41: odoo.superadmin.provisions_tenants: "1" is neither true nor false [boolean-format] | write `true` or `false`"#
      ]),
    Mistake(
      "name: bakery", "name: bakery\nodoo: {tenants: {settings: [a]}}",
      [
        "3:28: odoo.tenants.settings: expected a mapping, found a list [wrong-type] | write `key: value` without `-` and brackets, indented under the key"
      ]),
    Mistake(
      "name: bakery", "name: bakery\nodoo: {tenants: {settings: {x-a: 1, Unaccent: 'True', limit: [1]}}}",
      [
        #"3:29: odoo.tenants.settings: "x-a" is not the name of an option [option-format] | write x_a"#,
        #"3:37: odoo.tenants.settings: "Unaccent" is not the name of an option [option-format] | write unaccent"#,
        "3:62: odoo.tenants.settings.limit: expected an option value, found a list [wrong-type] | write an option value, such as 2.0",
      ]),
    Mistake(
      "name: bakery", "name: bakery\nodoo: {tenants: {settings: {unaccent: }}}",
      [
        "3:39: odoo.tenants.settings.unaccent: has no value [missing-value] | write an option value, such as 2.0, or remove the key"
      ]),
    Mistake(
      "name: bakery", "name: bakery\ntls: {tenants: letsencrypt}",
      [
        #"3:16: tls.tenants: "letsencrypt" is not where a certificate can come from [unknown-choice] | write acme, or `certificate:` and `key:` under it"#
      ]),
    Mistake(
      "name: bakery", "name: bakery\ntls: {tenants: [a, b]}",
      [
        "3:16: tls.tenants: expected a word or a mapping, found a list [wrong-type] | write one of acme; or write a mapping: `key: value`, indented under the key"
      ]),
    Mistake(
      "name: bakery", "name: bakery\ntls: {tenants: }",
      [
        "3:16: tls.tenants: has no value [missing-value] | write one of acme; or write a mapping: `key: value`, indented under the key, or remove the key"
      ]),
    Mistake(
      "name: bakery", "name: bakery\ntls: {tenants: {certificate: /etc/a.pem}}",
      [
        #"3:7: tls.tenants: the key "key" is missing [missing-key] | write `key: /etc/ssl/stockshop/privkey.pem`"#
      ]),
    Mistake(
      "name: bakery", "name: bakery\ntls: {tenants: {cert: /etc/a.pem, key: a.key}}",
      [
        #"3:7: tls.tenants: the key "certificate" is missing [missing-key] | write `certificate: /etc/ssl/stockshop/fullchain.pem`"#,
        #"3:17: tls.tenants: unknown key "cert" [unknown-key] | the keys here are certificate, key; a key that begins with x- is ignored"#,
        #"3:40: tls.tenants.key: "a.key" is not an absolute path [path-format] | write a path such as /etc/ssl/stockshop/privkey.pem, of letters, digits and . _ -"#,
      ]),
    Mistake(
      "name: bakery", "name: bakery\nfirewall: {allow: {port: 1}}",
      [
        "3:19: firewall.allow: expected a list, found a mapping [wrong-type] | begin each element with `- `: `- port: …`"
      ]),
    Mistake(
      "name: bakery", "name: bakery\nfirewall: {allow: [9100]}",
      [
        "3:20: firewall.allow[0]: expected a mapping, found text [wrong-type] | write a mapping: `key: value`, indented under the key"
      ]),
  ])
  func findsEveryMistake(_ mistake: Mistake) {
    #expect(mistake.reading.findings == mistake.findings)
  }
}
