"""nginx itself, which reads the sites of a build: `nginx -t` in a network of its own."""

import os
import pathlib
import re
import shutil
import subprocess

# What install.sh links: the host's own files once, and those of the site.
CONFIGURATION = """\
events {}
http {
    include gen/http.conf;
    include gen-*/conf.d/*.conf;
    include gen/default.conf;
    include gen-*/sites-available/*.conf;
}
"""
# The folder of the site, as its own files name it.
OWN_FOLDER = re.compile(rb"include (gen-[a-z0-9-]+)/")
# What install-nginx.sh unpacks. A directive that the newest alone knows says whether the files are for that one.
HERE = pathlib.Path(__file__).resolve().parent
PROGRAMS = pathlib.Path(os.environ.get("REALPARTS_TOOLS", HERE.parents[2] / ".build/realparts")) / "nginx"
NEWEST = b"http2 on;"
# Where nginx keeps its logs and its cache, which belong to the machine's own.
PRIVATE = (b"/var/log/nginx/", b"/var/cache/")
# A certificate or its key, named by one word: nginx opens it, so an existing one replaces it.
CERTIFICATE = re.compile(rb"""(ssl_certificate|ssl_certificate_key) +(?!data:)(?:"(?:[^"\\]|\\.)*"|(?:[^\s;"'\\]|\\.)+);""")
# A certificate that is nobody's has no responder.
UNSTAPLED = '"ssl_stapling" ignored'


class NginxProgram:
    """A folder that nginx takes for its own."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder) / "nginx"
        self.stand_ins = {
            b"ssl_certificate": pathlib.Path(folder) / "certificate.pem", b"ssl_certificate_key": pathlib.Path(folder) / "key.pem"}
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
        own = next(found[1].decode() for content in files.values() if (found := OWN_FOLDER.search(content)))
        for path, content in files.items():
            inside = pathlib.Path(path).relative_to("nginx")
            place = self.folder / ("gen" / inside.relative_to("host") if inside.parts[0] == "host" else own / inside)
            place.parent.mkdir(parents=True, exist_ok=True)
            for private in PRIVATE:
                content = content.replace(private, bytes(self.folder) + b"/")
            place.write_bytes(CERTIFICATE.sub(self.stand_in, content))
        (self.folder / "nginx.conf").write_text(CONFIGURATION, encoding="ascii")
        privilege = [] if os.geteuid() == 0 else ["sudo", "-n", f"PATH={os.environ['PATH']}"]
        version = "26" if any(NEWEST in content for content in files.values()) else "22"
        directives = f"error_log stderr; pid {self.folder}/pid;"
        ended = subprocess.run(
            [*privilege, "unshare", "--net", PROGRAMS / version / "bin/nginx", "-t", "-q", "-p", self.folder, "-c", self.folder / "nginx.conf",
             "-g", directives],
            capture_output=True, close_fds=False, check=False, timeout=30)
        shutil.rmtree(self.folder, ignore_errors=True)
        said = ended.stderr.decode(errors="replace")
        return "\n".join(line for line in said.splitlines() if UNSTAPLED not in line).strip()

    def stand_in(self, found):
        """The directive with a file that is there."""
        file = self.stand_ins[found[1]]
        if not file.exists():
            certificate, key = self.stand_ins.values()
            subprocess.run(
                ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj",
                 "/O=Test", "-keyout", key, "-out", certificate], capture_output=True, check=True, timeout=30)
        return found[1] + b" " + bytes(file) + b";"
