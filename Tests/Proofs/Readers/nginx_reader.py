"""nginx configurations, asked over HTTP by the real nginx."""

import contextlib
import pathlib
import socket
import subprocess
import time
import urllib.parse

from case import LABEL, Wrong

CONFIGURATION = """daemon off;
master_process off;
worker_processes 1;
error_log error.log;
pid nginx.pid;
events { worker_connections 512; }
http {
  server_names_hash_max_size 65536;
  server_names_hash_bucket_size 2048;
  variables_hash_max_size 65536;
  variables_hash_bucket_size 4096;
  map_hash_max_size 65536;
  map_hash_bucket_size 4096;
  large_client_header_buffers 8 32k;
  proxy_headers_hash_bucket_size 4096;
  keepalive_requests 1000000;
  merge_slashes off;
  access_log off;
  default_type text/plain;
  server {
    listen unix:ECHO;
    ignore_invalid_headers off;
    location / { return 200 $http_x_value; }
  }
  server {
    listen unix:SOCKET default_server;
    return 421 "no such server";
  }
"""


def read(cases, folder):
    """What nginx answers, to one or two requests for each case."""
    names = {"socket0": folder / "socket", "echo0": folder / "echo", "log0": folder / "logs", "files0": folder / "files"}
    text = CONFIGURATION.replace("ECHO", str(names["echo0"])).replace("SOCKET", str(names["socket0"]))
    for case in cases:
        text += configured(case, names)
        prepare(case, folder)
    (folder / "logs").mkdir(exist_ok=True)
    (folder / "nginx.conf").write_bytes((text + "}\n").encode())
    with serving(folder) as refusal:
        if refusal:
            return [refusal] * len(cases)
        with Client(folder / "socket") as client:
            return [QUESTIONS[case.question](case, client, folder) for case in cases]


def configured(case, names):
    """The server of a case; only the template's text before and after the value is changed."""
    parts = case.context.template.replace(LABEL, case.label).split("@@")
    output = case.output.encode().decode()
    head, tail = parts[0], parts[-1]
    if not output.startswith(head) or not output.endswith(tail):
        raise ValueError(f"the template's text is not in the output: {output!r}")
    middle = output[len(head) : len(output) - len(tail)]
    for name, path in names.items():
        head, tail = head.replace(name, str(path)), tail.replace(name, str(path))
    return head + middle + tail


def prepare(case, folder):
    """The file that a value names."""
    if case.question == "file":
        home = folder / "files" / case.label
        home.mkdir(parents=True)
        (home / case.expected).write_text("return 200 yes;", encoding="ascii")


@contextlib.contextmanager
def serving(folder):
    """Runs nginx in a folder; yields what is wrong where it does not start."""
    with open(folder / "stderr", "wb") as log:
        nginx = subprocess.Popen(  # pylint: disable=consider-using-with
            ["nginx", "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"], stdin=subprocess.DEVNULL, stderr=log
        )
    try:
        yield ready(nginx, folder)
    finally:
        nginx.terminate()
        nginx.wait(20)


def ready(nginx, folder):
    """Waits for nginx; returns why it does not run."""
    for _ in range(300):
        if nginx.poll() is not None:
            return Wrong(f"nginx: {(folder / 'stderr').read_bytes().decode(errors='backslashreplace')[-800:]}")
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as probe:
            probe.connect(str(folder / "socket"))
            return None
        time.sleep(0.05)
    return Wrong("nginx does not answer")


class Client:
    """One connection for all requests, opened again where nginx closes it."""

    def __init__(self, path):
        self.path = path
        self.file = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Ends the connection."""
        if self.file:
            self.file.close()
            self.file = None

    def get(self, host, path="/", value=None):
        """The headers and the body of an answer."""
        lines = [f"GET {path} HTTP/1.1", f"Host: {host}"] + ([] if value is None else [f"X-Value: {value}"])
        request = "\r\n".join([*lines, "", ""]).encode()
        if self.file is None:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(10)
                connection.connect(str(self.path))
                self.file = connection.makefile("rwb")
        self.file.write(request)
        self.file.flush()
        head = {}
        for line in iter(self.file.readline, b"\r\n"):
            if not line:
                raise ConnectionError("nginx closed the connection")
            name, _, content = line.partition(b": ")
            head[name.decode()] = content.removesuffix(b"\r\n").decode(errors="backslashreplace")
        body = self.file.read(int(head.get("Content-Length", 0))).decode(errors="backslashreplace")
        if head.get("Connection") == "close":
            self.close()
        return head, body


def host(case):
    """The case's own server."""
    return f"{case.label}.test"


def near(text):
    """Texts that are almost the same, and must not be taken for it."""
    yield f"{text}z"
    yield f"z{text}"
    for index in range(min(len(text), 12)):
        if text[index].lower() == text[index].upper() and text[index] != "/":
            yield f"{text[:index]}q{text[index + 1:]}"


def matched(case, ask):
    """What is expected, where the answer is yes to it and no to everything near it."""
    if ask(case.expected) != "yes":
        return Wrong(f"{ask(case.expected)!r} for the value itself")
    for other in near(case.expected):
        answer = ask(other)
        if answer == "yes":
            return Wrong(f"yes for {other!r} too")
    return case.expected


def by_value(case, client, _folder):
    """A header is compared with the value."""
    # HTTP ends a header's value before its blanks.
    if case.expected != case.expected.strip(" \t"):
        return case.expected
    return matched(case, lambda text: client.get(host(case), "/", text)[1] if text == text.strip(" \t") else "no")


def by_path(case, client, _folder):
    """The path of an address is compared with the value."""
    return matched(case, lambda text: client.get(host(case), "/" + urllib.parse.quote(text.removeprefix("/"), safe=""))[1])


def by_host(case, client, _folder):
    """The server's name is compared with the value."""
    return matched(case, lambda text: client.get(f"{text}.{host(case)}")[1])


def by_file(case, client, folder):
    """nginx finds the one file that there is."""
    path = "/" if "include" in case.context.template else "/x"
    body = client.get(host(case), path)[1]
    content = (folder / "files" / case.label / case.expected).read_text(encoding="ascii")
    return case.expected if body in ("yes", content) else Wrong(f"the file is not found: {body!r}")


def by_log(case, client, folder):
    """The value is in the log."""
    client.get(host(case))
    log = pathlib.Path(folder, "logs", case.label)
    # nginx writes the line when the answer is on its way already.
    for _ in range(100):
        if log.stat().st_size:
            break
        time.sleep(0.01)
    return log.read_bytes().decode(errors="backslashreplace")


QUESTIONS = {
    "body": lambda case, client, _: client.get(host(case))[1],
    "header": lambda case, client, _: client.get(host(case))[0].get("X-Value", Wrong("no such header")),
    "mapped": lambda case, client, _: client.get(host(case), "/", "x")[1],
    "match": by_value,
    "path": by_path,
    "host": by_host,
    "file": by_file,
    "log": by_log,
}
