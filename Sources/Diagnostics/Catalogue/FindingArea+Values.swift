extension FindingArea {
  static let values = FindingArea(
    "Values of settings",
    about: """
      How each kind of value is written. A value that could be read in two ways is refused, with the form that
      says which one is meant.
      """,
    [
      .accountFormat: """
      This cannot be the account on a mail server: it is empty, longer than 120 characters, or not one plain
      line. Write the name that the mail server's operator gave you, or remove the key.
      """,
      .acmeFormat: """
      `tls.acme_server` is neither one of the authorities that gen knows by name nor the https address of an
      ACME directory. Write letsencrypt, letsencrypt-staging, or the address that your authority gives for
      ACME clients.
      """,
      .cidrFormat: """
      This is not a range of IP addresses. Write a network and the length of its prefix, such as
      198.51.100.0/24 or 2001:db8::/32; netmasks such as 255.255.255.0, host names and lists in one text are
      not read. 0.0.0.0/0 and ::/0 mean every address.
      """,
      .cidrHostBits: """
      The address has bits set after its prefix, as in 198.51.100.7/24: some programs take that for the whole
      network, others for the one host. Write the network's own address, or the host alone.
      """,
      .commentFormat: """
      A remark is one line of at most 120 characters, with no control characters and no blanks at its ends. It
      is written into artifacts as a comment. Write a shorter text, or remove the key.
      """,
      .countryFormat: """
      This is not a country's code of ISO 3166-1. Write its two capital letters, such as NO; the United
      Kingdom is GB, Greece GR.
      """,
      .cpusFormat: """
      This is not a number of processors. Write a decimal number with at most three places, such as 2 or 1.5,
      as Docker takes it.
      """,
      .cronFormat: """
      This is not a schedule that every cron reads alike: five fields (minute, hour, day of the month, month,
      day of the week), such as `30 2 * * *`. Nicknames such as @daily are refused, and so is a day that no
      month has, since the job would never run.
      """,
      .databaseFormat: """
      This cannot be the name of a PostgreSQL database without quotes. Write a lower-case letter, then
      lower-case letters, digits and underscores, 63 bytes at most.
      """,
      .databaseReserved: """
      postgres, template0 and template1 are databases of PostgreSQL's own. Write another name, such as
      superadmin.
      """,
      .directivesEmpty: """
      The setting holds no directive, only blanks or empty lines. Write directives after `|`, or remove the
      key.
      """,
      .directivesFormat: """
      A line of the nginx directives holds a control character or one that cannot be seen, so that a reviewer
      would read something else than nginx. Write plain lines of text after `|`.
      """,
      .domainFormat: """
      This is not a full domain name. Write the name alone, such as shops.example.net: no scheme, port, path
      or wildcard, no dot at the end, no underscore; names beyond ASCII in their form that begins with xn--.
      """,
      .durationFormat: """
      This is not a length of time. Write a whole number and one unit, s, m, h or d, such as 600s, 20m or 1h;
      1.5h is 90m. A number without a unit is refused, since programs differ on what it counts.
      """,
      .emailFormat: """
      This is not an email address in its plain form. Write the address alone, such as ops@example.net: no
      name, no brackets, no `mailto:`.
      """,
      .hostFormat: """
      This is not the name or the IPv4 address of a host. Write the name alone, such as smtp.example.net: no
      scheme, port, path or IPv6 address.
      """,
      .imageFormat: """
      This is not a reference to a container image. Write host/name:tag or host/name:tag@sha256:…, such as
      odoo:18.0, in lower case and without a scheme such as docker://.
      """,
      .ipv4Format: """
      This is not an IPv4 address. Write four numbers from 0 to 255 without leading zeros, such as
      203.0.113.10: no port, no prefix length, no name.
      """,
      .ipv6Format: """
      This is not an IPv6 address. Write groups of hexadecimal digits, such as 2001:db8::10: no brackets, no
      zone such as %eth0, no prefix length, and no IPv4 address in the form of IPv6.
      """,
      .languageFormat: """
      This is not the code of a language as Odoo has it. Write a language and a country, such as en_US or
      nb_NO: with an underscore, and without .UTF-8.
      """,
      .mailRateFormat: """
      This is not a rate of mail. Write how many recipients there may be in an hour or in a day, such as 100/h
      or 2000/d.
      """,
      .moduleFormat: """
      This is not the technical name of an Odoo module. Write the name of its folder, such as web or
      sale_management: lower-case letters, digits and underscores.
      """,
      .nameFormat: """
      This is not a name that compose projects, volumes, networks and jobs can be called by. Write a
      lower-case letter, then lower-case letters, digits and hyphens, 31 bytes at most, such as stockshop.
      """,
      .optionFormat: """
      This is not the name of an option of Odoo or of PostgreSQL. Write it in lower case, with underscores, as
      the program's manual has it, such as transient_age_limit.
      """,
      .optionValue: """
      An option's value is one line, without control characters and without blanks at its ends: the program
      that reads it would drop those, or take the rest for another option. Write one plain line of text.
      """,
      .packageFormat: """
      This is not the name of a Debian package. Write a name as apt has it, such as fonts-noto-cjk, and a
      version after `=` if you need a certain one; a hyphen at the end would remove the package.
      """,
      .pathFormat: """
      This is not a path that gen can use. Settings that name places on the server take a path from / on,
      without `.` and `..`; folders beside site.yaml take a relative one, such as ./custom_addons. Both are
      made of letters, digits and `. _ -`, so that no program needs quotes for them.
      """,
      .rateFormat: """
      This is not a rate. Write a number and the time that it is counted in, a second or a minute, such as 5/s
      or 10/m.
      """,
      .repositoryFormat: """
      This is not the address of a git repository that the server can fetch from. Write https://host/path.git,
      ssh://user@host/path.git or user@host:path.git, without a password; http:// and git:// are refused,
      because anybody on the way could change what is fetched.
      """,
      .requirementFormat: """
      This is not a Python requirement as pip takes it on one line. Write a name and a version without blanks,
      such as qifparse==0.5; options of pip, addresses, paths and conditions after `;` are not taken.
      """,
      .resticFormat: """
      This is not a repository of restic. Write a path from / on, or the kind of storage and the place, such
      as sftp:backup@host:/srv/restic or s3:https://host/bucket; a user and a password belong into the secret
      restic_environment.
      """,
      .revisionFormat: """
      This is not a tag, branch or commit that git accepts as a name. Write it as it is, such as v1.4.0: not
      relative to another one (`~`, `^`, `@`), and not beginning with a hyphen.
      """,
      .sizeFormat: """
      This is not an amount of memory or data. Write a whole number and a unit of 1024, B, KiB, MiB, GiB or
      TiB, such as 16GiB; `16G` and `16GB` are refused, since they mean 1000 to some and 1024 to others.
      """,
      .subnetsFormat: """
      The networks of the containers are cut from one private range of IPv4 addresses with a prefix length
      from 16 to 24. Write a part of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 that nothing else uses, such
      as 172.30.0.0/24.
      """,
      .tenantFormat: """
      This is not a tenant's name. A tenant's name is the first label of its host name and, with `_db` after
      it, the name of its database: write at most 60 lower-case letters, digits and inner hyphens, such as
      main.
      """,
      .tenantReserved: """
      No tenant can be called www: Odoo strips `www.` from every host name before it looks for the database.
      Write another name.
      """,
      .timezoneFormat: """
      This is not a name of the IANA time zone database. Write an area and a place, such as Europe/Oslo, or
      Etc/UTC; abbreviations such as CET, and older names such as US/Eastern, are not on every system.
      """,
      .urlFormat: """
      This is not a web address that every reader takes alike. Write http:// or https://, a host and a path,
      without a user and a password; write other characters as %XX, such as %20 for a blank.
      """,
      .workersFormat: """
      This is not a number of worker processes. Write auto, which takes what processors and memory carry, or a
      number from 0 to 1024; 0 is one process with threads.
      """,
    ])
}
