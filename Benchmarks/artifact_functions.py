"""What `path()` and `digest()` say in templates, for other tools: less than gen does, so that they are not slowed down by it.

A path is the template's own; a digest is that of the templates' texts, computed once, and not of what is made of them.
"""

import functools
import hashlib


def functions(templates):
    """The functions for a folder of templates."""

    @functools.cache
    def digest_of(names):
        content = b""
        for name in names:
            path = templates / name
            files = sorted(path.rglob("*")) if path.is_dir() else [path]
            content += b"".join(file.read_bytes() for file in files if file.is_file())
        return hashlib.sha256(content).hexdigest()

    def path(name, _element=None):
        return name

    def digest(*arguments):
        return digest_of(tuple(name for name in arguments if isinstance(name, str)))

    return {"path": path, "digest": digest}
