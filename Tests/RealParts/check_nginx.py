"""nginx itself, with the emitted folder as its own, in front of a stub that reports what reached it."""

import isolation
import nginx_answers
import nginx_guards
import nginx_names
import nginx_requests
import nginx_tls
import odoo_stub
from isolation import inside, isolated
from web_server import Web, start

PROGRAMS = ["nginx", "openssl", "curl", "pgrep", *isolation.PROGRAMS]
TOPICS = [nginx_names, nginx_requests, nginx_guards, nginx_answers, nginx_tls]


def check(out, site, model):
    """Checks the behaviour of the web server for one site."""
    yield from isolated(__file__, out, site, model)


def prove(out, _site, model):
    """Everything about one running server."""
    odoo_stub.listen_for(model)
    yield from start(out, model)
    web = Web(model)
    for topic in TOPICS:
        for part in topic.PARTS:
            yield from part(web)


if __name__ == "__main__":
    inside(prove)
