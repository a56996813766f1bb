import Testing

/// Values that are no such value, or out of bounds.
@Suite struct RangeTests {
  @Test(arguments: [
    Mistake(
      "  memory: 8GiB", "  memory: 16gigs",
      [
        #"7:11: server.memory: "16gigs" is not a size [size-format] | write a number and a unit, such as 16GiB"#
      ]),
    Mistake(
      "  memory: 8GiB", "  memory: 16 GB",
      [
        #"7:11: server.memory: "16 GB" is not a size [size-format] | write 16GiB, or 15259MiB if you mean units of 1000"#
      ]),
    Mistake(
      "  memory: 8GiB", "  memory: 512MiB",
      [
        #"7:11: server.memory: "512MiB" is out of range [out-of-range] | write a value from 1GiB to 64TiB"#
      ]),
    Mistake(
      "  memory: 8GiB", "  memory: 128TiB",
      [
        #"7:11: server.memory: "128TiB" is out of range [out-of-range] | write a value from 1GiB to 64TiB"#
      ]),
    Mistake(
      "  ipv4: 192.0.2.7", "  ipv4: 256.1.1.1",
      [
        #"5:9: server.ipv4: "256.1.1.1" has a number above 255 [ipv4-format] | write four numbers from 0 to 255, such as 203.0.113.10"#
      ]),
    Mistake(
      "  cpu_cores: 2", "  cpu_cores: 0",
      [
        #"6:14: server.cpu_cores: "0" is out of range [out-of-range] | write a value from 1 to 1024"#
      ]),
    Mistake(
      "  cpu_cores: 2", "  cpu_cores: 1025",
      [
        #"6:14: server.cpu_cores: "1025" is out of range [out-of-range] | write a value from 1 to 1024"#
      ]),
    Mistake(
      "  cpu_cores: 2", "  cpu_cores: 99999999999999999999",
      [
        #"6:14: server.cpu_cores: "99999999999999999999" is too large a number [out-of-range] | write a smaller number"#
      ]),
    Mistake(
      "  tenants: bakery.example", "  tenants: '*.bakery.example'",
      [
        #"10:12: domains.tenants: "*.bakery.example" has a wildcard [domain-format] | write only the domain; the tenants' names are included"#
      ]),
    Mistake(
      "  tenants: bakery.example", "  tenants: bakery.example.",
      [
        #"10:12: domains.tenants: "bakery.example." ends in a dot [domain-format] | write it without the final dot"#
      ]),
    Mistake(
      "  superadmin: admin.bakery.example", "  superadmin: http://x",
      [
        #"9:15: domains.superadmin: "http://x" is a URL, not a domain name [domain-format] | write only the name, such as superadmin.example.com"#
      ]),
    Mistake(
      "  cpu_cores: 2", "  cpu_cores: 2\n  ssh: {port: 0, allow_from: [10.0.0.5/24, office]}",
      [
        #"7:15: server.ssh.port: "0" is out of range [out-of-range] | write a value from 1 to 65535"#,
        #"7:31: server.ssh.allow_from[0]: "10.0.0.5/24" has bits after its prefix [cidr-host-bits] | write the network 10.0.0.0/24, or 10.0.0.5 for that one host"#,
        #"7:44: server.ssh.allow_from[1]: "office" is a name, not a range of addresses [cidr-format] | write a network and its prefix length, such as 192.0.2.0/24"#,
      ]),
    Mistake(
      "  cpu_cores: 2", "  cpu_cores: 2\n  ssh: {port: 70000}",
      [
        #"7:15: server.ssh.port: "70000" is out of range [out-of-range] | write a value from 1 to 65535"#
      ]),
    Mistake(
      "  cpu_cores: 2", "  cpu_cores: 2\n  ssh: {port: 22:22}",
      [
        #"7:15: server.ssh.port: "22:22" is not a whole number [integer-format] | write digits only, such as 2222"#
      ]),
    Mistake(
      "name: bakery", "name: bakery\nodoo: {tenants: {port: \"8069/tcp\"}}",
      [
        #"3:24: odoo.tenants.port: "8069/tcp" is not a whole number [integer-format] | write digits only, such as 28069"#
      ]),
    Mistake(
      "name: bakery", "name: bakery\nodoo: {tenants: {cron_threads: 65}}",
      [
        #"3:32: odoo.tenants.cron_threads: "65" is out of range [out-of-range] | write a value from 0 to 64"#
      ]),
    Mistake(
      "name: bakery", "name: bakery\nodoo: {tenants: {limits: {time_cpu: 0s, time_real: 2d, memory_soft: 1MiB}}}",
      [
        #"3:37: odoo.tenants.limits.time_cpu: "0s" is out of range [out-of-range] | write a value from 1s to 1d"#,
        #"3:52: odoo.tenants.limits.time_real: "2d" is out of range [out-of-range] | write a value from 1s to 1d"#,
        #"3:69: odoo.tenants.limits.memory_soft: "1MiB" is out of range [out-of-range] | write a value from 256MiB to 1TiB"#,
      ]),
    Mistake(
      "name: bakery", "name: bakery\nodoo: {tenants: {container: {memory: 64MiB, cpus: 0}}}",
      [
        #"3:38: odoo.tenants.container.memory: "64MiB" is out of range [out-of-range] | write a value from 128MiB to 64TiB"#,
        #"3:51: odoo.tenants.container.cpus: "0" is less than any processor [out-of-range] | write a number above 0"#,
      ]),
    Mistake(
      "name: bakery", "name: bakery\nodoo: {tenants: {workers: -1}}",
      [
        #"3:27: odoo.tenants.workers: "-1" is not a number of workers [workers-format] | write auto, or a number from 0 to 1024"#
      ]),
    Mistake(
      "name: bakery", "name: bakery\nodoo: {tenants: {country: no}}",
      [
        #"3:27: odoo.tenants.country: "no" is not a country code [country-format] | write NO"#
      ]),
    Mistake(
      "name: bakery", "name: bakery\nodoo: {version: 18}",
      [
        #"3:17: odoo.version: "18" is not a version of Odoo, did you mean "18.0"? [unknown-choice] | write one of 18.0, 16.0, 17.0, 19.0"#
      ]),
    Mistake(
      "name: bakery", "name: bakery\nodoo: {capacity: {tenants: 0, users: many}}",
      [
        #"3:28: odoo.capacity.tenants: "0" is out of range [out-of-range] | write a value from 1 to 100000"#,
        #"3:38: odoo.capacity.users: "many" is not a whole number [integer-format] | write digits only, such as 15"#,
      ]),
    Mistake(
      "name: bakery", "name: bakery\nnginx: {client_max_body_size: 32GiB, login_rate: 10r/m}",
      [
        #"3:31: nginx.client_max_body_size: "32GiB" is out of range [out-of-range] | write a value from 1MiB to 16GiB"#,
        #"3:50: nginx.login_rate: "10r/m" is not a rate [rate-format] | write 10/m"#,
      ]),
    Mistake(
      "name: bakery", "name: bakery\ndns: {ttl: 30s, serial: 4294967296, zones: [x]}",
      [
        #"3:12: dns.ttl: "30s" is out of range [out-of-range] | write a value from 1m to 7d"#,
        #"3:25: dns.serial: "4294967296" is out of range [out-of-range] | write a value from 1 to 4294967295"#,
        #"3:45: dns.zones[0]: "x" has only one label [domain-format] | write the full name, such as shops.example.net"#,
      ]),
    Mistake(
      "name: bakery", "name: bakery\npostgres: {version: 16.3}",
      [
        #"3:21: postgres.version: "16.3" is not a whole number [integer-format] | write 16, without the dot and what is behind it"#
      ]),
    Mistake(
      "name: bakery", "name: bakery\npostgres: {version: 9}",
      [
        #"3:21: postgres.version: "9" is out of range [out-of-range] | write a value from 10 to 18"#
      ]),
    Mistake(
      "  repository: /srv/backup",
      "  repository: /srv/backup\n  schedule: '@daily'\n  keep: {daily: 0, weekly: 521}\n  notify: hooks.example.net",
      [
        #"13:13: backup.schedule: "@daily" is a nickname, which not every cron knows [cron-format] | write the five fields: 0 0 * * *"#,
        #"14:17: backup.keep.daily: "0" is out of range [out-of-range] | write a value from 1 to 366"#,
        #"14:28: backup.keep.weekly: "521" is out of range [out-of-range] | write a value from 0 to 520"#,
        #"15:11: backup.notify: "hooks.example.net" is not a URL [url-format] | write an address such as https://hooks.example.net/backup"#,
      ]),
    Mistake(
      "name: bakery",
      "name: bakery\nfirewall: {allow: [{port: 9100, protocol: TCP, from: any, comment: \"two\\nlines\"}]}",
      [
        #"3:43: firewall.allow[0].protocol: "TCP" is not a protocol, did you mean "tcp"? [unknown-choice] | write one of tcp, udp"#,
        #"3:54: firewall.allow[0].from: "any" is a name, not a range of addresses [cidr-format] | write a network and its prefix length, such as 198.51.100.0/24"#,
        "3:68: firewall.allow[0].comment: \"two\nlines\" contains a line break or a control character [comment-format] | write one line of text",
      ]),
  ])
  func findsEveryMistake(_ mistake: Mistake) {
    #expect(mistake.reading.findings == mistake.findings)
  }
}
