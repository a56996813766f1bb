"""Keeps a browser's session in a cookie that no other tenant's page can set.

A page of a.shops.example can set session_id for all of shops.example, and so for other tenants. Browsers refuse the name
__Host-session_id unless the host itself sets it, over TLS and for all of its paths. Odoo still reads and writes session_id; the
name is translated here. Programs, which show no pages of other tenants, may use either.
"""

_PLAIN = "session_id"
_BOUND = "__Host-session_id"


def translate(environ, start_response):
    """Renames the cookie to session_id in the request, and to __Host-session_id in the answer."""
    # Only blanks and tabs: browsers do not protect a name that begins with another character that Python takes for a space.
    pieces = [piece.strip(" \t") for piece in environ.get("HTTP_COOKIE", "").split(";")]
    named = [(piece.partition("=")[0].strip(" \t"), piece.partition("=")[2].strip(" \t")) for piece in pieces]
    bound = [value for name, value in named if name == _BOUND]
    if not bound and not _is_browser(environ):
        return start_response
    # Before all others: of several cookies with one name the first counts, however the name of a later one is written.
    others = [piece for piece, (name, _) in zip(pieces, named) if piece and name not in (_BOUND, _PLAIN)]
    environ["HTTP_COOKIE"] = "; ".join([f"{_PLAIN}={bound[0] if len(bound) == 1 else ''}", *others])

    def answer(status, headers, *rest):
        return start_response(status, [(name, _bind(name, value)) for name, value in headers], *rest)

    return answer


def _is_browser(environ):
    """Whether the client is a browser, which may also show other tenants' pages: browsers send Sec-Fetch-Site, and programs do not.

    Odoo's mobile app sends it too, but logs in like a program, and shows no other pages. Without TLS there is no such cookie.
    """
    is_application = "OdooMobile" in environ.get("HTTP_USER_AGENT", "")
    return "HTTP_SEC_FETCH_SITE" in environ and environ.get("HTTP_X_FORWARDED_PROTO") == "https" and not is_application


def _bind(header, value):
    """The session cookie in a form that only its host can set; all other headers unchanged."""
    if header.lower() != "set-cookie" or value.partition("=")[0].strip() != _PLAIN:
        return value
    content, *attributes = (piece.strip() for piece in value.partition("=")[2].split(";"))
    kept = [piece for piece in attributes if piece.partition("=")[0].lower() not in ("domain", "path", "secure", "samesite")]
    return "; ".join([f"{_BOUND}={content}", *kept, "Path=/", "Secure", "SameSite=Lax"])
