"""Dockerfile.odoo, as hadolint reads it, and the files that it copies."""

import re
import stat

from proof import equal, expect, run

PROGRAMS = ["hadolint"]


def instructions(text):
    """The instructions of a Dockerfile, as (name, rest) with continued lines joined and comments left out."""
    lines = [line for line in text.split("\n") if not line.lstrip().startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    return [tuple(line.split(None, 1)) for line in joined.split("\n") if line.strip()]


def check(out, site, model):  # pylint: disable=unused-argument
    """Everything about one site's Dockerfile.odoo."""
    path = out / "Dockerfile.odoo"
    text = path.read_text()
    linted = run("hadolint", "--no-color", "--failure-threshold", "style", path)
    yield equal((linted.returncode, linted.stdout), (0, ""), "hadolint has nothing to say")
    steps = instructions(text)
    odoo = model["odoo"]
    yield equal(steps[0], ("FROM", odoo["image"]), "the image is the one that was asked for")
    yield equal([rest for name, rest in steps if name == "USER"][-1], "odoo", "nothing runs as root in the end")
    yield expect(
        all(name not in ("ARG", "ADD", "VOLUME") for name, _ in steps),
        "no value comes from outside, and no volume hides a folder",
        steps,
    )
    yield expect(
        not re.search(r"passw|secret", " ".join(rest for _, rest in steps), re.IGNORECASE), "no secret is named"
    )
    yield equal(
        [rest for name, rest in steps if name == "ENTRYPOINT"], ['["odoo-start"]'], "the start script runs first"
    )
    environment = [rest.replace('"', "") for name, rest in steps if name == "ENV"]
    yield equal(environment, [f"ODOO_RC={odoo['run_directory']}/odoo.conf"], "Odoo reads the joined configuration")
    commands = " ".join(rest for name, rest in steps if name == "RUN")
    yield expect(
        f"install -d -m 1777 {odoo['run_directory']}" in commands, "the folder under the tmpfs is there, and 1777"
    )
    for name, rest in steps:
        if name == "COPY":
            yield expect((out / rest.split()[0]).exists(), f"{rest.split()[0]} is there to be copied")
    words = commands.split()
    for package in odoo["packages"]:
        yield expect(package in words, f"the package {package} is installed")
    requirements = out / "requirements.txt"
    yield equal(
        requirements.exists(), bool(odoo["requirements"]), "there is a requirements.txt when there is something in it"
    )
    yield equal("requirements.txt" in text, bool(odoo["requirements"]), "pip is run when there is something to install")
    if requirements.exists():
        yield equal(
            requirements.read_text().split("\n"),
            [*odoo["requirements"], ""],
            "requirements.txt has every requirement as it is",
        )
    yield expect(stat.S_IMODE((out / "odoo-start").stat().st_mode) == 0o755, "odoo-start can be run")
