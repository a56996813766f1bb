extension FindingArea {
  static let rules = FindingArea(
    "Rules across settings",
    about: """
      What single settings cannot show: whether they fit each other, the server, and the versions of the
      programs that read them. Some are warnings, after which the build goes on.
      """,
    [
      .addonsClash: """
      Two folders of `odoo.addons` end in the same name, and in the containers a folder goes by its last name
      alone: one would hide the other. Rename one of them.
      """,
      .allowEveryone: """
      A list of the addresses that are let in holds a range so large that it keeps hardly anybody out. Write
      the ranges that are meant; or leave the list out, which says openly that everyone may come in.
      """,
      .apexTarget: """
      `domains.apex` says what visitors of the tenants' bare domain get: a redirect, or one tenant. Write
      exactly one of the two, or leave it out for a plain 404.
      """,
      .caaForbids: """
      CAA records of the tenants' domain hold for the names below it too, and allow only the authority that
      gen uses: the authority of the certificate that is given for the superadmin could not renew it. Add a
      CAA record for that name by hand, or write dns.caa: false.
      """,
      .caaUnknown: """
      gen knows which name an authority has in CAA records for Let's Encrypt only, and makes none for another
      one. Write dns.caa: false, and add the records that your authority's documentation asks for.
      """,
      .capacityUsers: """
      One worker of Odoo serves about six people at the same time, and the host carries fewer workers than
      `odoo.capacity` asks for. Take a host with more cores and memory, or expect waiting at peak times.
      """,
      .certbotPlugin: """
      The tenants' wildcard certificate is proved in the DNS by a plugin of certbot, and this operating system
      has no package of the plugin for this provider. Take another operating system or provider, or give a
      certificate of your own.
      """,
      .connections: """
      `max_connections` of PostgreSQL is no number it takes, or smaller than what the processes of Odoo can
      open together: requests would fail under load. Write at least what the message says, or leave it out,
      since gen derives it.
      """,
      .contactInZone: """
      A zone's SOA record holds the contact's address as a DNS name, in which no label is longer than 63
      bytes, and this address does not fit. Write a shorter address, or leave dns.zones out.
      """,
      .containerCpus: """
      Docker does not start a container with more processors than the host has. Write at most
      `server.cpu_cores`.
      """,
      .containerMemory: """
      The containers and the system together may use more memory than the host has, so that the kernel would
      kill one of them under load. Write less, or leave container.memory out, since it is derived.
      """,
      .egressContainers: """
      An exception of `firewall.egress` holds the containers' own networks, and would let containers reach
      each other across networks that are kept apart. Write a range without them; the host itself is
      server.ipv4.
      """,
      .egressIpv6: """
      The containers have no IPv6, so that this exception of `firewall.egress` would do nothing. Write the
      IPv4 range of the same hosts.
      """,
      .egressMetadata: """
      In a cloud, 169.254.169.254 hands out the machine's credentials to whoever asks, and this exception lets
      the code of every tenant ask. Write a range without it.
      """,
      .egressNeedless: """
      The containers reach the Internet anyway; exceptions are for private ranges, which are closed to them.
      Leave the entry out.
      """,
      .firewallComment: """
      ufw refuses a comment with a single quote in it. Write the comment without it.
      """,
      .folderOverlap: """
      A folder or file lies where another part of the site, the system or git would read, publish, delete or
      overwrite it: secrets in what is committed, modules among secrets, a certificate's key in a folder of
      the containers, a backup in what it saves. Write a place of its own.
      """,
      .imageNotRebuilt: """
      The official image of this version of Odoo is not built any more and gets no security updates. Plan the
      upgrade, or build an image of your own and name it in odoo.image.
      """,
      .imageUnpinned: """
      A tag such as odoo:18.0 is another image every few weeks: a rebuild can bring another Odoo without any
      change of yours. Write a dated tag, or a digest (@sha256:…).
      """,
      .limitsOrder: """
      The soft limit on memory is above the hard one, or the limit on processor time is above the one on real
      time, so that it is never reached. Write the smaller number for the limit that is to be reached first.
      """,
      .logLevel: """
      Odoo logs failed logins at the level info. At warn or error nobody sees them, neither people nor
      programs that block attackers: write info.
      """,
      .mailAccount: """
      The relay writes the account as `user:password`, so that an account with a `:` in it, or with a blank at
      its beginning, cannot log in. Use another account.
      """,
      .mailCertificate: """
      The relay compares the mail server's certificate with the host that is written here, and certificates
      name hosts: with an address it would send nothing. Write the name that is in the server's certificate.
      """,
      .mailPassword: """
      Without a relay on the host, the mail server's password stands in odoo.conf, and Odoo logs in with it to
      any host that a user names in ir.mail_server.send_email. Remove `relay: none`: then a relay on the host
      keeps the password.
      """,
      .mailPlain: """
      The account's password goes to the mail server without encryption, and whoever is on the way can read
      it. Write starttls or tls.
      """,
      .mailTls: """
      odoo.conf knows STARTTLS only, and cannot say that a mail server wants TLS from the first byte (port
      465): no SMTP options are written. Remove `relay: none`, write starttls, or set up the mail server in
      each database.
      """,
      .memoryWorkers: """
      The host's memory does not carry that many worker processes. A number that was written is refused, an
      automatic one is lowered with a warning: give the host more memory, write fewer workers, or 0 for one
      process with threads.
      """,
      .odooOption: """
      The option under `settings` is one that gen writes itself, one that would open the system to tenants,
      one that this version of Odoo does not know, or one that Odoo does not have at all. The message says
      what to write instead.
      """,
      .portClash: """
      Two services are to listen on the same port of the host, and the second one would not start. Give each
      its own port.
      """,
      .postgresOption: """
      The setting of PostgreSQL is decided by gen, runs or loads foreign code, can lose data without a word,
      or puts passwords where they can be read. Leave it out; the message names what to use instead.
      """,
      .postgresTooOld: """
      This version of Odoo needs a newer PostgreSQL. Write the version that the message names, or a newer one.
      """,
      .postgresUnmaintained: """
      This version of PostgreSQL gets no security updates any more. Write a newer one for a new site; data
      that exists has to be dumped and restored into it.
      """,
      .providerZoneNames: """
      octoDNS writes the site's records into zones at the provider, and a zone in the list holds none of the
      site's names, or a name lies in no zone of the list. Write the zones that hold domains.superadmin and
      domains.tenants.
      """,
      .providerZoneProvider: """
      octoDNS has to know where the zones are kept, and has no provider for some. Write tls.dns_provider; or
      leave dns.provider_zones out, and enter the records of dns/records.md by hand.
      """,
      .providerZoneTwice: """
      A zone stands twice in `dns.provider_zones`, or in `dns.zones` as well, so that two programs would write
      it. Keep it in dns.zones if a name server loads its file, in dns.provider_zones if octoDNS writes it.
      """,
      .provisioningLimits: """
      The worker that makes a tenant's database is ended by its limits on time, and the half-made database
      stays. Write 5m or more for the limits of the superadmin.
      """,
      .proxyBypass: """
      `nginx.trusted_proxies` names the proxies in front, but ports 80 and 443 are open to everyone, who can
      go past them. Write the same ranges under firewall.web_from.
      """,
      .proxyEveryone: """
      Whoever is in a trusted range chooses, by X-Forwarded-For, the address that allow_from and the limits on
      logins see, and this range is larger than any provider's proxies. Write the ranges that your provider
      publishes, and no others.
      """,
      .sameDomain: """
      nginx tells the superadmin and the tenants apart by their names alone, and both have the same one. Give
      the superadmin a name of its own, such as superadmin.shops.example.net.
      """,
      .serverDirectory: """
      Scripts in `server.directory` run as root, and this folder belongs to the system, to a program, or to a
      user who could replace them. Write a folder that is the site's alone, such as /opt/stockshop.
      """,
      .subnetsOverlap: """
      The containers' networks overlap the host's own address, or a range that is let in somewhere: packets
      would not reach the host, or the code of every tenant would be let in. Write another private range in
      server.networks.subnets, or a narrower range in the list.
      """,
      .wildcardWithoutProvider: """
      A certificate for all names below the tenants' domain is proved by a record in its DNS, which certbot
      has to write. Write tls.dns_provider, or give a certificate of your own in tls.tenants.
      """,
      .zoneEmpty: """
      The zone holds none of the site's names, so that its file would be empty. Write a zone that holds
      domains.superadmin or domains.tenants.
      """,
      .zoneNameservers: """
      A whole zone needs the names of the servers that answer for it, and those names must lie outside of the
      zone, where they have addresses. Write dns.nameservers; or keep the zone elsewhere, and add the fragment
      that gen makes to it.
      """,
    ])
}
