"""Keeps a browser's session in a cookie that no neighbour can set.

A page of a.shops.example can set session_id for all of shops.example, and so for its neighbours. The name __Host-session_id is
refused by browsers unless the host itself has set it, over TLS and for all of its paths. Odoo goes on reading and writing session_id; the
name is translated here. Programs, which have no neighbours' pages, may use either.
"""

_PLAIN = "session_id"
_BOUND = "__Host-session_id"


def translate(environ, start_response):
    """Gives Odoo the cookie under its own name, and the browser the answer's under the other."""
    pieces = [piece.strip() for piece in environ.get("HTTP_COOKIE", "").split(";")]
    named = [(piece.partition("=")[0].strip(), piece.partition("=")[2].strip()) for piece in pieces]
    bound = [value for name, value in named if name == _BOUND]
    # Every browser of these years says where a request comes from; programs do not. Without TLS there is no such cookie.
    is_browser = "HTTP_SEC_FETCH_SITE" in environ and environ.get("HTTP_X_FORWARDED_PROTO") == "https"
    if not bound and not is_browser:
        return start_response
    # Before all others, for the first one of a name counts, however the name of a later one is written.
    others = [piece for piece, (name, _) in zip(pieces, named) if piece and name not in (_BOUND, _PLAIN)]
    environ["HTTP_COOKIE"] = "; ".join([f"{_PLAIN}={bound[0] if len(bound) == 1 else ''}", *others])

    def answer(status, headers, *rest):
        return start_response(status, [(name, _bind(name, value)) for name, value in headers], *rest)

    return answer


def _bind(header, value):
    """The session's cookie as only its host can set it; anything else as it is."""
    if header.lower() != "set-cookie" or value.partition("=")[0].strip() != _PLAIN:
        return value
    content, *attributes = (piece.strip() for piece in value.partition("=")[2].split(";"))
    kept = [piece for piece in attributes if piece.partition("=")[0].lower() not in ("domain", "path", "secure", "samesite")]
    return "; ".join([f"{_BOUND}={content}", *kept, "Path=/", "Secure", "SameSite=Lax"])
