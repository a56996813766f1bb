"""nginx itself, which reads the sites of a build: `nginx -t` in a network of its own."""

import os
import pathlib
import shutil
import subprocess

CONFIGURATION = "events {}\nhttp {\n    include conf.d/*.conf;\n    include sites-available/*.conf;\n}\n"
# Where Debian's nginx keeps its logs, which belong to the machine's own.
LOGS = b"/var/log/nginx/"


class NginxProgram:
    """A folder that nginx takes for its own."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder) / "nginx"
        self.verdicts = {}
        self.count = 0

    def fault(self, output):
        """What nginx says against a build's sites; each set of files is asked about once."""
        files = {path: content for path, (_, content) in output.files.items() if path.startswith("nginx/")}
        known = hash(tuple(sorted(files.items())))
        if known not in self.verdicts:
            self.verdicts[known] = self.ask(files)
        return self.verdicts[known]

    def ask(self, files):
        """Runs nginx over the files."""
        self.count += 1
        for path, content in files.items():
            place = self.folder / pathlib.Path(path).relative_to("nginx")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content.replace(LOGS, bytes(self.folder) + b"/"))
        (self.folder / "nginx.conf").write_text(CONFIGURATION, encoding="ascii")
        privilege = [] if os.geteuid() == 0 else ["sudo", "-n", f"PATH={os.environ['PATH']}"]
        directives = f"error_log stderr; pid {self.folder}/pid;"
        ended = subprocess.run(
            [*privilege, "unshare", "--net", "nginx", "-t", "-q", "-p", self.folder, "-c", self.folder / "nginx.conf",
             "-g", directives],
            capture_output=True, close_fds=False, check=False, timeout=30)
        shutil.rmtree(self.folder, ignore_errors=True)
        return ended.stderr.decode(errors="replace").strip() if ended.returncode or ended.stderr else ""
