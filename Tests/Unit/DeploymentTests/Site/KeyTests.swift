import Testing

/// Keys that are misspelt, missing, unknown or kept for later.
@Suite struct KeyTests {
  @Test(arguments: [
    Mistake(
      "name: bakery", "nmae: bakery",
      [
        #"2:1: unknown key "nmae", did you mean "name"? [unknown-key]"#
      ]),
    Mistake(
      "name: bakery", "",
      [
        #"1:1: the key "name" is missing [missing-key] | write `name: stockshop`"#
      ]),
    Mistake(
      "  cpu_cores: 2", "  cpu_core: 2",
      [
        #"6:3: server: unknown key "cpu_core", did you mean "cpu_cores"? [unknown-key]"#
      ]),
    Mistake(
      "  cpu_cores: 2", "  cpus: 2",
      [
        #"4:1: server: the key "cpu_cores" is missing [missing-key] | write `cpu_cores: 4`"#,
        #"6:3: server: unknown key "cpus" [unknown-key] | the number of processors is server.cpu_cores"#,
      ]),
    Mistake(
      "  cpu_cores: 2", "  cpu_cores: 2\n  cpu_core: 4",
      [
        #"7:3: server: unknown key "cpu_core" [unknown-key] | the keys here are ipv4, ipv6, cpu_cores, memory, swap, os, directory, timezone, networks, ssh; a key that begins with x- is ignored"#
      ]),
    Mistake(
      "  memory: 8GiB", "  Memory: 8GiB",
      [
        #"7:3: server: unknown key "Memory", did you mean "memory"? [unknown-key]"#
      ]),
    Mistake(
      "name: bakery", "name: bakery\nx-name: [anything]",
      []),
    Mistake(
      "  cpu_cores: 2", "  cpu_cores: 2\n  x-note: y\n  X-note: y",
      [
        #"8:3: server: unknown key "X-note" [unknown-key] | the keys here are ipv4, ipv6, cpu_cores, memory, swap, os, directory, timezone, networks, ssh; a key that begins with x- is ignored"#
      ]),
    Mistake(
      "name: bakery", "name: bakery\nenvironments:\n  staging: {}",
      [
        #"3:1: the key "environments" is reserved for later [reserved-key] | remove it; it has no effect in this version of gen"#
      ]),
    Mistake(
      "name: bakery", "name: bakery\ntarget: swarm",
      [
        #"3:1: the key "target" is reserved for later [reserved-key] | remove it; it has no effect in this version of gen"#
      ]),
    Mistake(
      "name: bakery", "name: bakery\npostgres: {mode: single}",
      [
        #"3:12: postgres: the key "mode" is reserved for later [reserved-key] | remove it; it has no effect in this version of gen"#
      ]),
    Mistake(
      "  tenants: bakery.example", "  tenants: bakery.example\n  custom: []",
      [
        #"11:3: domains: the key "custom" is reserved for later [reserved-key] | remove it; a customer's own domain can redirect to the tenant's name, by the customer's web server or DNS provider"#
      ]),
    Mistake(
      "name: bakery", "name: bakery\nnginx: {tls_ended_by: [10.0.0.0/8]}",
      [
        #"3:9: nginx: the key "tls_ended_by" is reserved for later [reserved-key] | remove it; TLS ends in nginx on this server: let the load balancer pass port 443 on as TCP, or encrypt to this server; the run book has both under "Behind a proxy or load balancer""#
      ]),
    Mistake(
      "name: bakery", "name: bakery\nservers: []",
      [
        #"3:1: unknown key "servers" [unknown-key] | a site has one host, and it is described under `server`"#
      ]),
    Mistake(
      "name: bakery", "name: bakery\nodoo: {tenant: {}}",
      [
        #"3:8: odoo: unknown key "tenant", did you mean "tenants"? [unknown-key]"#
      ]),
    Mistake(
      "name: bakery", "name: bakery\nodoo: {tenants: {limits: {time_cpus: 1s}}}",
      [
        #"3:27: odoo.tenants.limits: unknown key "time_cpus", did you mean "time_cpu"? [unknown-key]"#
      ]),
    Mistake(
      "name: bakery", "name: bakery\nodoo: {mail: {host: h}}",
      [
        #"3:8: odoo.mail: the key "from" is missing [missing-key] | write `from: no-reply@example.net`"#
      ]),
    Mistake(
      "name: bakery", "name: bakery\nsource: {repository: https://git.example.com/a}",
      [
        #"3:1: source: the key "revision" is missing [missing-key] | write `revision: v1.4.0`"#
      ]),
    Mistake(
      "name: bakery", "name: bakery\nfirewall: {allow: [{protocol: tcp}, {port: 1, proto: udp}]}",
      [
        #"3:12: firewall.allow[0]: the key "port" is missing [missing-key] | write `port: 9100`"#,
        #"3:47: firewall.allow[1]: unknown key "proto" [unknown-key] | the keys here are port, protocol, from, comment; a key that begins with x- is ignored"#,
      ]),
    Mistake(
      "name: bakery", "name: bakery\n1: 2",
      [
        #"3:1: unknown key "1" [unknown-key] | the keys here are version, name, contact, alerts, server, source, domains, odoo, postgres, nginx, tls, dns, firewall, secrets, backup, monitoring, lint; a key that begins with x- is ignored"#
      ]),
    Mistake(
      "name: bakery", "name: bakery\n\"\": 2",
      [
        "3:1: a key is missing before the colon [empty-key] | write `key: value`"
      ]),
  ])
  func findsEveryMistake(_ mistake: Mistake) {
    #expect(mistake.reading.findings == mistake.findings)
  }
}
