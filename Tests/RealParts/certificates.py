"""A certificate authority for tests, and the certificates that a site expects, by openssl."""

import contextlib
import pathlib
import subprocess
import tempfile

from isolation import must

# The authority's own certificate, in the namespaces of one check.
AUTHORITY = pathlib.Path("/run/test-authority/authority.pem")
KEY = AUTHORITY.with_name("authority.key")
OCSP_PORT = 8888


def authority():
    """Makes the authority, which clients of the tests trust, and nobody else."""
    AUTHORITY.parent.mkdir(parents=True, exist_ok=True)
    must(
        *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
        *("-days", "3650", "-subj", "/O=Test authority", "-addext", "keyUsage=critical,keyCertSign,cRLSign"),
        *("-keyout", KEY, "-out", AUTHORITY),
    )


def issue(certificate, key, names, days=90, ocsp=None):
    """Makes a key, and a certificate for names with its chain, where a site expects them. `ocsp` is an address where the
    authority says whether the certificate is still good."""
    for path in (certificate, key):
        pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
    extensions = [
        f"subjectAltName={','.join(f'DNS:{name}' for name in names)}",
        "keyUsage=digitalSignature",
        "extendedKeyUsage=serverAuth",
        *([f"authorityInfoAccess=OCSP;URI:{ocsp}"] if ocsp else []),
    ]
    with tempfile.TemporaryDirectory() as folder:
        request, options, issued = (pathlib.Path(folder, name) for name in ("request", "options", "issued"))
        options.write_text("\n".join(extensions), encoding="ascii")
        must(
            *("openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-subj", "/O=Test", "-keyout", key, "-out", request),
        )
        must(
            *("openssl", "x509", "-req", "-in", request, "-CA", AUTHORITY, "-CAkey", KEY, "-days", str(days)),
            *("-extfile", options, "-out", issued),
        )
        pathlib.Path(certificate).write_bytes(issued.read_bytes() + AUTHORITY.read_bytes())
    pathlib.Path(key).chmod(0o600)


def issue_all(model, days=90):
    """Makes both certificates of a site. Given ones name a responder for OCSP, as those of many authorities still do."""
    for side in ("superadmin", "tenants"):
        plan = model["tls"][side]
        ocsp = f"http://127.0.0.1:{OCSP_PORT}" if plan["source"] == "given" else None
        issue(plan["certificate"], plan["key"], plan["names"], days, ocsp)


@contextlib.contextmanager
def responder(certificate):
    """The authority's OCSP responder, which says that one certificate is good, while the context lasts."""
    text = must("openssl", "x509", "-in", certificate, "-noout", "-serial")
    index = AUTHORITY.with_name("index")
    index.write_text(f"V\t491231235959Z\t\t{text.strip().split('=')[1]}\tunknown\t/O=Test\n", encoding="ascii")
    command = ["openssl", "ocsp", "-port", str(OCSP_PORT), "-index", str(index), "-CA", str(AUTHORITY), "-rsigner", str(AUTHORITY)]
    process = subprocess.Popen(  # pylint: disable=consider-using-with
        [*command, "-rkey", KEY, "-ndays", "1"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)
