"""TLS itself: versions, certificates, session resumption, HSTS."""

import ssl
import subprocess
import time

import certificates
from proof import equal, expect, run
from web import connect, head, receive, trusting

HSTS = "max-age=63072000"
VERSIONS = {"TLSv1.2": ssl.TLSVersion.TLSv1_2, "TLSv1.3": ssl.TLSVersion.TLSv1_3}


def hosts(web):
    """One name of each site."""
    return (web.tenant(), web.superadmin, *web.apex)


def versions(web):
    """Each site has the two secure versions of TLS, and no others."""
    for host in hosts(web):
        for text, version in VERSIONS.items():
            with connect(web.server, host, context=trusting(version)) as connection:
                yield equal(connection.version(), text, f"{host} speaks {text}")
        for old in ("tls1", "tls1_1"):
            ended = run(
                *("openssl", "s_client", "-connect", f"{web.server}:443", "-servername", host, f"-{old}"),
                *("-cipher", "ALL:@SECLEVEL=0"),
                stdin=subprocess.DEVNULL,
            )
            yield expect("alert protocol version" in ended.stdout, f"{host} refuses {old}", ended.stdout)


def resumption(web):
    """A client that comes back resumes its session, with either version, on each site."""
    for host in hosts(web):
        for text, version in VERSIONS.items():
            context = trusting(version)
            session = visit(web, host, context)[1]
            yield equal(visit(web, host, context, session)[0], True, f"{host} resumes a session of {text}")


def visit(web, host, context, session=None):
    """Opens a site; returns whether the session was resumed, and the session to resume the next time."""
    with connect(web.server, host, web.source(host), context=context, session=session) as connection:
        connection.sendall(head(host, "/"))
        receive(connection)
        return connection.session_reused, connection.session


def hsts(web):
    """Browsers are told to use only TLS, with every answer; over plain HTTP the header would be ignored."""
    for host in hosts(web):
        for target in ("/", "/web/database/manager", "/web/static/x.css", "/?status=500"):
            answer = web.ask(host, target)
            found = answer.headers.get("strict-transport-security")
            yield equal(found, HSTS, f"{host}{target}, answered {answer.status}, asks for TLS from now on")
        plain = web.ask(host, port=80).headers.get("strict-transport-security")
        yield equal(plain, None, f"http://{host} asks for nothing")


def second_version(web):
    """HTTP/2 for clients that offer it."""
    for host in hosts(web):
        source = ["--interface", web.source(host)] if web.source(host) else []
        ended = run(
            *("curl", "--silent", "--http2", "--cacert", certificates.AUTHORITY, *source, "--output", "/dev/null"),
            *("--resolve", f"{host}:443:{web.server}", "--write-out", "%{http_version}", f"https://{host}/web/login"),
        )
        yield equal(ended.stdout, "2", f"{host} speaks HTTP/2")


def stapling(web):
    """A given certificate comes with its authority's OCSP response; others have none."""
    sides = (("superadmin", web.superadmin), ("tenants", web.tenant()))
    for side, host in sides:
        plan = web.model["tls"][side]
        if plan["source"] == "acme":
            yield expect("no response sent" in status_of(web, host), f"{host} has no OCSP to wait for")
            continue
        with certificates.responder(plan["certificate"]):
            # The first client asks for nothing but that nginx asks.
            for _ in range(40):
                said = status_of(web, host)
                if "OCSP Response Status: successful" in said:
                    break
                time.sleep(0.1)
        yield expect("Cert Status: good" in said, f"{host}'s certificate is reported good by OCSP", said)


def status_of(web, host):
    """What a client learns about a certificate's revocation."""
    command = ["openssl", "s_client", "-connect", f"{web.server}:443", "-servername", host, "-status"]
    return run(*command, stdin=subprocess.DEVNULL).stdout


PARTS = [versions, resumption, hsts, second_version, stapling]
