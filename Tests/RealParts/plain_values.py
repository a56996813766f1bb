"""The values of ops/site.sh that scripts put into a here-document, where another program than a shell reads them: curl, Python,
apt, systemd. None of the characters that they can have means anything there."""

import re

PLAIN = {
    "site_name": r"[a-z0-9-]+",
    "site_os_codename": r"[a-z]+",
    "site_tenants_domain": r"[a-z0-9.-]+",
    "site_tenants_country": r"[A-Z]*",
    "site_backup_notify": r"[!#-\[\]-~]*",
}


def is_plain(name, value):
    """Whether a value can stand in a here-document; of other variables, every one can."""
    return name not in PLAIN or re.fullmatch(PLAIN[name], value) is not None
