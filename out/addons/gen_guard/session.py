"""Keeps a browser's session in a cookie that no neighbour can set.

A page of a.shops.example can set session_id for all of shops.example, and so for its neighbours. The name __Host-session_id is
refused by browsers unless the host itself has set it, over TLS and for all of its paths. Odoo goes on reading and writing session_id; the
name is translated here. Programs, which have no neighbours' pages, may use either.
"""

_PLAIN = "session_id"
_BOUND = "__Host-session_id"


def translate(environ, start_response):
    """Gives Odoo the cookie under its own name, and the browser the answer's under the other."""
    # Blanks alone: a name that begins with another byte that Python takes for one is none that browsers guard.
    pieces = [piece.strip(" \t") for piece in environ.get("HTTP_COOKIE", "").split(";")]
    named = [(piece.partition("=")[0].strip(" \t"), piece.partition("=")[2].strip(" \t")) for piece in pieces]
    bound = [value for name, value in named if name == _BOUND]
    if not bound and not _is_browser(environ):
        return start_response
    # Before all others, for the first one of a name counts, however the name of a later one is written.
    others = [piece for piece, (name, _) in zip(pieces, named) if piece and name not in (_BOUND, _PLAIN)]
    environ["HTTP_COOKIE"] = "; ".join([f"{_PLAIN}={bound[0] if len(bound) == 1 else ''}", *others])

    def answer(status, headers, *rest):
        return start_response(status, [(name, _bind(name, value)) for name, value in headers], *rest)

    return answer


def _is_browser(environ):
    """Whether somebody else's pages may have been there: today's browsers say where a request comes from, and programs do not.

    Odoo's application for phones does, but logs in as a program, and shows no other pages. Without TLS there is no such cookie.
    """
    is_application = "OdooMobile" in environ.get("HTTP_USER_AGENT", "")
    return "HTTP_SEC_FETCH_SITE" in environ and environ.get("HTTP_X_FORWARDED_PROTO") == "https" and not is_application


def _bind(header, value):
    """The session's cookie as only its host can set it; anything else as it is."""
    if header.lower() != "set-cookie" or value.partition("=")[0].strip() != _PLAIN:
        return value
    content, *attributes = (piece.strip() for piece in value.partition("=")[2].split(";"))
    kept = [piece for piece in attributes if piece.partition("=")[0].lower() not in ("domain", "path", "secure", "samesite")]
    return "; ".join([f"{_BOUND}={content}", *kept, "Path=/", "Secure", "SameSite=Lax"])
