"""What a script may change of a host: the files below /etc, and nginx's workers."""

import hashlib
import pathlib

from proof import equal, run


def content(path):
    """What a file holds and who may read it, or where a link leads."""
    if path.is_symlink():
        return str(path.readlink())
    return oct(path.stat().st_mode), hashlib.sha256(path.read_bytes()).hexdigest()


def workers():
    """The processes that serve now, without those that only finish their last requests."""
    return run("pgrep", "-f", "^nginx: worker process$").stdout


class State:
    """Everything as it was at one moment."""

    def __init__(self):
        self.facts = {str(path): content(path) for path in pathlib.Path("/etc").rglob("*") if not path.is_dir()}
        self.facts["nginx's workers"] = workers()

    def changes(self):
        """What is not so any more."""
        now = State().facts
        return sorted(name for name in self.facts.keys() | now.keys() if self.facts.get(name) != now.get(name))

    def unchanged(self, what):
        """Whether everything is still so."""
        return equal(self.changes(), [], what)
