import Diagnostics
import Testing

/// What the rules find, with the whole text and the place; a good site has no findings.
@Suite struct RuleTests {
  @Test func acceptsAGoodSite() {
    #expect(Read().printed == "")
  }

  static let image = #"odoo: {image: "odoo:18.0-20260105"}"#
  static let server = "memory: 16GiB"

  static let cases: [(String, String, String)] = [
    (
      image, "odoo: {image: odoo:18.0-20260105, tenants: {workers: 60}}",
      "6:54 odoo.tenants.workers: 60 workers need more memory than there is: together 26807 MiB of 16384 MiB [memory-workers]"
    ),
    (
      "16GiB", "3GiB",
      "4:52 odoo.tenants.workers: auto is at least 2 workers, which need 3806 MiB with everything else, and there are 3072 MiB [memory-workers]"
    ),
    (
      "cpu_cores: 4, memory: 16GiB", "cpu_cores: 2, memory: 6656MiB",
      "4:52 odoo.superadmin.workers is lowered from 2 to 1: there is not enough memory for more [memory-workers]"
    ),
    (
      image, "odoo: {image: odoo:18.0-20260105, capacity: {tenants: 50, users: 50}}",
      "6:55 50 tenants with 50 concurrent users do not fit into 16GiB: each process keeps the databases that it serves, 30 MB each [capacity-tenants]"
    ),
    (
      image, "odoo: {image: odoo:18.0-20260105, capacity: {tenants: 100000, users: 50}}",
      "6:55 100000 tenants are too many for 4 cores: their scheduled jobs alone need one for each 100 [capacity-tenants]"
    ),
    (
      image,
      "odoo: {image: odoo:18.0-20260105, capacity: {tenants: 20, users: 20}, tenants: {limits: {memory_soft: 1GiB}}}",
      "6:103 memory_soft (1GiB) is too low for 20 databases that are in use at the same time: workers would be replaced again and again [limits-databases]"
    ),
    (
      image, "odoo: {image: odoo:18.0-20260105, tenants: {container: {tmp: 64MiB}}}",
      "6:62 odoo: an upload of nginx.client_max_body_size (128MiB) does not fit into its /tmp of 64MiB [temporary-files]"
    ),
    (
      image, "odoo: {image: odoo:18.0-20260105, superadmin: {container: {tmp: 4GiB}}}",
      "6:65 odoo_superadmin: files in its /tmp may take 4GiB of the container's 6118MiB of memory, which its processes need [temporary-files]"
    ),
    (
      image, "odoo: {image: odoo:18.0-20260105, capacity: {tenants: 5, users: 60}}",
      "6:65 60 concurrent users need 10 workers; there are 9 [capacity-users]"
    ),
    (
      image, image + "\npostgres: {settings: {max_connections: 100}}",
      "7:40 max_connections is 100, and odoo can open 221, including the reserve [connections]"
    ),
    (
      image, image + "\npostgres: {settings: {max_connections: lots}}",
      "7:40 max_connections is \"lots\", not a whole number [postgres-option]"
    ),
    (
      image, "odoo: {image: odoo:18.0-20260105, superadmin: {port: 18069}}",
      "6:54 port 18069 is used twice: by odoo.tenants.port and by odoo.superadmin.port [port-clash]"
    ),
    (
      image, "odoo: {image: odoo:18.0-20260105, tenants: {port: 22}}",
      "6:51 port 22 is used twice: by SSH and by odoo.tenants.port [port-clash]"
    ),
    (
      "superadmin.example.com", "shops.example.net",
      "5:23 the superadmin and the tenants have the same name shops.example.net [same-domain]"
    ),
    (
      "superadmin.example.com", "www.shops.example.net",
      "5:23 the superadmin and the tenants have the same name www.shops.example.net [same-domain]"
    ),
    (
      image, "odoo: {image: odoo:18.0-20260105, tenants: {limits: {memory_soft: 16GiB, memory_hard: 17GiB}}}",
      "6:67 memory_soft (16GiB) is not below the host's memory (16GiB): the kernel ends a process before that [limits-host]"
    ),
    (
      image, "odoo: {image: odoo:18.0-20260105, mail: {host: m, from: a@b.cd, port: 465}}",
      "6:41 mail servers speak TLS from the first byte on port 465, and starttls waits for a greeting in plain text [mail-port]"
    ),
    (
      image, "odoo: {image: odoo:18.0-20260105, mail: {host: m, from: a@b.cd, port: 587, security: tls}}",
      "6:86 mail servers greet in plain text on port 587, and tls begins with a handshake [mail-port]"
    ),
    (
      image, image + "\nsource: {repository: \"https://git.example.com/a.git\", revision: main}",
      "7:65 source.revision: main is the name of a branch, which leads to other code after each push [revision-moves]"
    ),
    (
      image, image + "\nsource: {repository: \"https://git.example.com/a.git\", revision: \"18.0\"}",
      "7:65 source.revision: 18.0 is the name of a branch, which leads to other code after each push [revision-moves]"
    ),
    (
      image, image + "\npostgres: {version: 11}",
      "7:21 Odoo 18.0 needs PostgreSQL 12 or newer, not 11 [postgres-too-old]"
    ),
    (
      image, image + "\npostgres: {version: 13}",
      "7:21 PostgreSQL 13 no longer gets security updates [postgres-unmaintained]"
    ),
    (
      image, "odoo: {version: \"19.0\", image: odoo:19.0-20260105}\npostgres: {version: 12}",
      "7:21 Odoo 19.0 needs PostgreSQL 13 or newer, not 12 [postgres-too-old]"
    ),
    (
      image, "odoo: {image: odoo:18.0}",
      "6:15 odoo.image: odoo:18.0 does not name a single build: a rebuild can change Odoo [image-unpinned]"
    ),
    (
      image, "odoo: {version: \"16.0\", image: odoo:16.0-20250909}",
      "6:17 the official image of Odoo 16.0 has not been built since September 2025: it gets no security updates [image-not-rebuilt]"
    ),
    (
      image, "odoo: {image: odoo:18.0-20260105, tenants: {settings: {dbfilter_format: x}}}",
      "6:73 dbfilter_format is not an option of Odoo: it would be ignored, and every tenant could open every database [odoo-option]"
    ),
    (
      image, "odoo: {image: odoo:18.0-20260105, tenants: {settings: {admin_passwd: x}}}",
      "6:56 odoo.tenants.settings.admin_passwd: a secret does not belong in a committed file [secret-in-site]"
    ),
    (
      image, "odoo: {image: odoo:18.0-20260105, superadmin: {settings: {workers: 4}}}",
      "6:68 workers is an option that gen writes itself [odoo-option]"
    ),
    (
      image, "odoo: {image: odoo:18.0-20260105, tenants: {settings: {longpolling_port: 1}}}",
      "6:74 longpolling_port is unknown to Odoo 18.0 [odoo-option]"
    ),
    (
      image, "odoo: {image: odoo:18.0-20260105, tenants: {settings: {unacent: \"True\"}}}",
      "6:65 unacent is not an option of Odoo itself, did you mean unaccent? [odoo-option]"
    ),
    (
      "tls: {dns_provider: cloudflare}", "tls: {}",
      "5:56 the tenants' wildcard certificate needs a DNS provider [wildcard-without-provider]"
    ),
    (
      "tenants: shops.example.net}", "tenants: shops.example.net, apex: {}}",
      "5:81 domains.apex has neither redirect nor tenant [apex-target]"
    ),
    (
      "tenants: shops.example.net}", "tenants: shops.example.net, apex: {tenant: a, redirect: \"https://x.yz/\"}}",
      "5:81 domains.apex has both redirect and tenant [apex-target]"
    ),
    ("tls:", "dns: {zones: [shops.example.net]}\ntls:", "7:14 dns.zones needs dns.nameservers [zone-nameservers]"),
    (
      "tls:", "dns: {zones: [shops.example.net], nameservers: [ns.shops.example.net]}\ntls:",
      "7:49 the name server ns.shops.example.net is in the zone shops.example.net, where it would have no address [zone-nameservers]"
    ),
    (
      "tls:", "dns: {zones: [else.example], nameservers: [ns.example.org]}\ntls:",
      "7:15 no record of this site is in the zone else.example [zone-empty]"
    ),
    (
      "tls: {dns_provider: cloudflare}",
      "dns: {provider_zones: [example.com, example.net]}\ntls: {dns_provider: linode}",
      "7:23 octoDNS does not support linode [provider-zone-provider]"
    ),
    (
      "tls: {dns_provider: cloudflare}",
      "dns: {provider_zones: [example.com, example.net]}\ntls: {tenants: {certificate: /a.pem, key: /a.key}}",
      "7:23 dns.provider_zones needs tls.dns_provider [provider-zone-provider]"
    ),
    (
      "tls:", "dns: {provider_zones: [example.com, example.net, Example.com]}\ntls:",
      "7:50 the zone example.com is given twice in dns.provider_zones [provider-zone-twice]"
    ),
    (
      "tls:",
      "dns: {zones: [example.net], nameservers: [ns.example.org], provider_zones: [example.com, example.net]}\ntls:",
      "7:90 the zone example.net is in dns.zones as well [provider-zone-twice]"
    ),
    (
      "tls:", "dns: {provider_zones: [example.com, example.net, else.example]}\ntls:",
      "7:50 no record of this site is in the zone else.example [provider-zone-names]"
    ),
    (
      "superadmin.example.com, tenants: shops.example.net}\nodoo: {image: \"odoo:18.0-20260105\"}\ntls: {",
      "admin.shops.example.net, tenants: shops.example.net}\nodoo: {image: \"odoo:18.0-20260105\"}\ntls: {superadmin: {certificate: /a.pem, key: /a.key}, ",
      "7:19 the CAA records of shops.example.net allow no other authority for admin.shops.example.net, whose certificate is given [caa-forbids]"
    ),
    (
      "memory: 16GiB}\ndomains: {superadmin: superadmin.example.com, tenants: shops.example.net}\nodoo: {image: \"odoo:18.0-20260105\"}\ntls: {dns_provider: cloudflare}",
      "memory: 16GiB, os: debian-13}\ndomains: {superadmin: superadmin.example.com, tenants: shops.example.net}\nodoo: {image: \"odoo:18.0-20260105\"}\ntls: {dns_provider: ovh}",
      "7:21 debian-13 has no certbot plugin for ovh [certbot-plugin]"
    ),
    (
      "tls:", "dns: {provider_zones: [example.com]}\ntls:",
      "7:23 shops.example.net is not in any zone of dns.provider_zones [provider-zone-names]"
    ),
    (
      "tls:", "firewall: {allow: [{port: 1, comment: \"it's\"}]}\ntls:",
      "7:39 the comment contains a single quote, which ufw refuses [firewall-comment]"
    ),
    (
      image, "odoo: {image: odoo:18.0-20260105, tenants: {container: {cpus: 8}}}",
      "6:63 8 processors are more than the host's 4 [container-cpus]"
    ),
    (
      image, "odoo: {image: odoo:18.0-20260105, tenants: {container: {memory: 15GiB}}}",
      "6:65 the containers and the system may use 23804 MiB together, but the host has 16384 MiB [container-memory]"
    ),
    (
      image, "odoo: {image: odoo:18.0-20260105, tenants: {limits: {memory_soft: 3GiB, memory_hard: 2560MiB}}}",
      "6:67 memory_soft (3GiB) is above memory_hard (2560MiB) [limits-order]"
    ),
    (
      image, "odoo: {image: odoo:18.0-20260105, tenants: {limits: {time_cpu: 1h}}}",
      "6:64 time_cpu (1h) is above time_real (20m), so it can never be reached [limits-order]"
    ),
    (
      image,
      "odoo: {image: odoo:18.0-20260105, superadmin: {provisions_tenants: true, limits: {time_cpu: 60s}}}",
      "6:93 odoo.superadmin.limits.time_cpu (1m) is too short: it would kill the worker that creates a tenant [provisioning-limits]"
    ),
    (
      image, "odoo: {image: odoo:18.0-20260105, addons: [a/x, b/x]}",
      "6:49 two folders of modules are called x [addons-clash]"
    ),
    (
      image, "odoo: {image: odoo:18.0-20260105, log_level: warn}",
      "6:46 failed logins are not logged at level warn [log-level]"
    ),
    (
      image,
      "odoo: {image: odoo:18.0-20260105, mail: {host: m, from: a@b.cd, user: u, port: 465, security: tls, relay: none}}",
      "6:107 without a relay every user of every tenant, portal customers included, can get the account of the mail server: ir.mail_server.send_email logs in with it to any host that the caller names [mail-password]"
    ),
    (
      image, "odoo: {image: odoo:18.0-20260105, mail: {host: m, from: a@b.cd, user: u, relay: none}}",
      "6:81 without a relay every user of every tenant, portal customers included, can get the account of the mail server: ir.mail_server.send_email logs in with it to any host that the caller names [mail-password]"
    ),
    (
      image, "odoo: {image: odoo:18.0-20260105, mail: {host: m, from: a@b.cd, user: 'u:v'}}",
      "6:71 the relay cannot log in with an account that contains `:` or begins with a blank [mail-account]"
    ),
    (
      image, "odoo: {image: odoo:18.0-20260105, mail: {host: m, from: a@b.cd, user: u, security: none}}",
      "6:84 anyone on the network path to the mail server can read the account's password [mail-plain]"
    ),
    (
      image, "odoo: {image: odoo:18.0-20260105, mail: {host: 10.0.0.5, from: a@b.cd}}",
      "6:48 a certificate is compared with a name, and this is an address: the relay would send nothing [mail-certificate]"
    ),
    (
      "tls: {", "tls: {acme_server: \"https://a.example/d\", ",
      "7:20 the name that https://a.example/d has in CAA records is not known: no records are made [caa-unknown]"
    ),
    (
      "tls:", "nginx: {trusted_proxies: [192.0.2.0/24]}\ntls:",
      "7:26 nginx.trusted_proxies names proxies, but everyone can bypass them on ports 80 and 443 [proxy-bypass]"
    ),
    (
      "tls:", "nginx: {snippets: {tenants: \"# {\\nexpires \\\"1h; {\\\";\\nproxy_set_header A ${x}b;\"}}\ntls:",
      "7:29 nginx.snippets.tenants: proxy_set_header would have no effect: every location of the site sets its own [snippet-ineffective]"
    ),
    (
      "tls:",
      "nginx: {snippets: {superadmin: \"location /x { proxy_pass http://odoo; }\\nproxy_buffering off;\"}}\ntls:",
      "7:32 nginx.snippets.superadmin: proxy_buffering would have no effect: every location of the site sets its own [snippet-ineffective]"
    ),
    (
      "203.0.113.10", "172.30.0.200",
      "4:16 the host's own address 172.30.0.200 is in the containers' networks, 172.30.0.0/24 [subnets-overlap]"
    ),
    (
      server,
      server + ", networks: {subnets: 10.8.0.0/16}, ssh: {allow_from: [192.0.2.0/24, 2001:db8::/32, 10.8.3.0/24]}",
      "4:141 10.8.3.0/24 and the containers' networks, 10.8.0.0/16, overlap: the containers would be allowed [subnets-overlap]"
    ),
    (
      "tls:", "nginx: {trusted_proxies: [172.16.0.0/12]}\nfirewall: {web_from: [192.0.2.0/24]}\ntls:",
      "7:27 172.16.0.0/12 and the containers' networks, 172.30.0.0/24, overlap: the containers would be allowed [subnets-overlap]"
    ),
    (
      "tls:", "firewall: {egress: [{to: fd00::/8, port: 25}]}\ntls:",
      "7:26 the containers have no IPv6 [egress-ipv6]"
    ),
    (
      "tls:", "firewall: {egress: [{to: 172.30.0.33, port: 22}, {to: 10.0.0.0/8, port: 25}]}\ntls:",
      "7:26 172.30.0.33/32 contains the containers' own networks, 172.30.0.0/24 [egress-containers]"
    ),
    (
      "tls:", "firewall: {egress: [{to: 0.0.0.0/0, port: 80}]}\ntls:",
      "7:26 0.0.0.0/0 contains the containers' own networks, 172.30.0.0/24 [egress-containers]"
    ),
    (
      "tls:", "firewall: {egress: [{to: 169.254.0.0/16, port: 80}]}\ntls:",
      "7:26 169.254.0.0/16 contains 169.254.169.254, which gives out the machine's credentials in a cloud [egress-metadata]"
    ),
    (
      "tls:", "firewall: {egress: [{to: 198.51.100.0/24, port: 25}, {to: 203.0.113.10, port: 5000}]}\ntls:",
      "7:26 198.51.100.0/24 is on the Internet, which the containers can reach anyway [egress-needless]"
    ),
    (
      "contact: ops@", "dns: {zones: [shops.example.net], nameservers: [ns.example.org]}\ncontact: \(many("a", 64))@",
      "4:10 contact: the address is too long to be a name in a zone's SOA record [contact-in-zone]"
    ),
  ]

  @Test func finds() {
    for (old, new, expected) in Self.cases {
      let lines = Read((old, new)).lines
      #expect(lines == [expected], "\(new)")
    }
  }

  @Test func staysSilentAboutWhatCannotBeRead() {
    let read = Read(("16GiB", "lots"), (Self.image, "odoo: {image: odoo:18.0-20260105, tenants: {workers: 60}}"))
    #expect(read.lines == [#"4:52 server.memory: "lots" is not a size [size-format]"#])
  }

  @Test func namesEverySettingThatItLookedAt() {
    #expect(
      Read(("superadmin.example.com", "shops.example.net")).printed == """
        site.yaml:5:23: error: the superadmin and the tenants have the same name shops.example.net [same-domain]
            domains: {superadmin: shops.example.net, tenants: shops.example.net}
                                  ^~~~~~~~~~~~~~~~~
          help: give the superadmin another name, such as superadmin.shops.example.net
          note: site.yaml:5:51: domains.tenants takes part
            domains: {superadmin: shops.example.net, tenants: shops.example.net}
                                                              ^~~~~~~~~~~~~~~~~

        """)
  }

  @Test func namesTheFurtherSettingsWithTheirLines() {
    let odoo = """
      odoo:
        tenants: {workers: 4, cron_threads: 1, container: {memory: 30GiB}}
        superadmin: {workers: 2, cron_threads: 1, container: {memory: 3GiB}}
        capacity: {tenants: 10, users: 20}
      monitoring: {mode: local}
      """
    let printed = Read((Self.image, odoo)).printed
    #expect(printed.contains("may use 39824 MiB together, but the host has 16384 MiB [container-memory]\n"))
    let note = #/\n  note: so do odoo\.superadmin\.cron_threads \(line (\d+)\), (.*)\n/#
    let found = printed.firstMatch(of: note)
    #expect(found?.1 == "8")
    #expect(found?.2 == "monitoring.mode (line 10), odoo.superadmin.container.memory (line 8)")
  }
}
