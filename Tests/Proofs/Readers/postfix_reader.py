"""main.cf, as Postfix' own postconf reads and expands it."""

import os
import subprocess

from case import Wrong

# With a name of the host's own, nobody is asked for one.
BEFORE = "compatibility_level = 3.6\nmyhostname = a.example\n"


def read(cases, folder):
    """What postconf finds in each."""
    place = folder / "postfix"
    place.mkdir(exist_ok=True)
    (place / "master.cf").write_text("")
    return [parameter(case, place) for case in cases]


def parameter(case, place):
    """The value of a parameter, with the others that it names put in."""
    path = place / "main.cf"
    path.write_text(f"{BEFORE}{case.output}", encoding="utf-8")
    # Postfix waits two seconds where a file has just been written.
    os.utime(path, (1, 1))
    asked = subprocess.run(
        ["postconf", "-c", place, "-xh", case.question], capture_output=True, text=True, errors="replace", check=False
    )
    if asked.returncode != 0 or asked.stderr:
        return Wrong(f"postconf ended with {asked.returncode}: {asked.stderr}")
    return asked.stdout.removesuffix("\n")
