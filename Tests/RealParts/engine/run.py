#!/usr/bin/env python3
"""Runs what gen makes of site.yaml on a real Docker engine, with real Odoo and real PostgreSQL, and looks at it.

usage: run.py GEN [--only TOPIC]... [--keep]

Each module of topics/ has a function prove(scene) that yields what proof.expect makes. They run in the order of TOPICS and
build on one another: the later ones find the site running, with its tenants. --only leaves out the checks of the topics that
are not named, but not what later ones build on, which each topic has in a function prepare(scene).
Everything happens in namespaces of its own; the images are kept in .build/realparts/engine from one run to the next.
"""

import argparse
import dataclasses
import importlib
import os
import pathlib
import sys
import time
import traceback

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

# After the path is set.
# pylint: disable=wrong-import-position
from alarm_receiver import Receiver
from browser import Front
from deployment import Site
from engine import Engine
from isolation import alone, must, private_folder
from mail_server import MailServer
from proof import Proof
from watch import Watch
from web_server import fresh_host
from world import World

TOOLS = pathlib.Path(os.environ.get("REALPARTS_TOOLS", HERE.parents[2] / ".build" / "realparts")).resolve()
TOPICS = [
    "databases",
    "first_start",
    "tenants",
    "doors",
    "attacks_web",
    "attacks_mail",
    "attacks_network",
    "load",
    "limits",
    "configuration",
    "recovery",
    "provisioning",
    "attacks_database",
    "operations",
    "alarms",
    "impact",
    "restore",
    "drill",
    "secrecy",
]


@dataclasses.dataclass
class Scene:
    """What the topics share."""

    engine: Engine
    site: Site
    watch: Watch
    world: World
    # Where its alarms arrive.
    receiver: Receiver
    # The administrators' passwords, by database.
    passwords: dict = dataclasses.field(default_factory=dict)
    # The way in, from when nginx runs.
    front: Front | None = None
    # Where the site's mail goes, from when the relay runs.
    mail_server: MailServer | None = None


def arguments():
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gen", type=pathlib.Path, help="the gen program to judge")
    parser.add_argument("--only", action="append", choices=TOPICS, metavar="TOPIC", help="prove this topic alone")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def judge(module, scene, is_chosen):
    """The results of one topic; an exception is one failure, and ends the run, as later topics build on it."""
    step = module.prove if is_chosen else getattr(module, "prepare", lambda scene: ())
    try:
        yield from step(scene) or ()
    except Exception:  # pylint: disable=broad-except
        running = scene.site.compose("ps", "--all").stdout
        logs = scene.site.compose("logs", "--no-color", "--tail", "20").stdout
        yield Proof("the topic itself", False, f"{traceback.format_exc()}\n{running}\n{logs}")


def report(name, proofs, seconds):
    """Prints every failure of a topic, then its line."""
    failures = [proof for proof in proofs if not proof.holds]
    for proof in failures:
        print(f"FAILED {name}: {proof.what}")
        for line in proof.detail.rstrip().split("\n"):
            print(f"    {line}")
    print(f"{name:16} {len(proofs) - len(failures):6} proven {len(failures):4} failed {seconds:7.1f} s", flush=True)
    return failures


def prove(options):
    """Runs the topics; returns the exit status."""
    must("ip", "link", "set", "lo", "up")
    private_folder("/srv")
    site = Site.read(HERE / "site.yaml").build()
    fresh_host(site.model)
    # Docker's client looks for the engine there.
    pathlib.Path("/var/run").symlink_to("/run")
    chosen = options.only or TOPICS
    last = max(map(TOPICS.index, chosen))
    failed, skipped = False, []
    with World() as world, Engine(TOOLS / "engine") as engine, Watch() as watch, Receiver() as receiver:
        scene = Scene(engine, site, watch, world, receiver)
        site.make_secrets()
        for name in TOPICS[: last + 1]:
            module = importlib.import_module(f"topics.{name}")
            if module.NEEDS_ODOO and not engine.has_odoo:
                skipped.append(name)
                continue
            began = time.monotonic()
            proofs = list(judge(module, scene, name in chosen))
            if name in chosen and not proofs:
                proofs = [Proof("the topic itself", False, "it looked at nothing")]
            if report(name, proofs, time.monotonic() - began):
                failed = True
            if any(proof.what == "the topic itself" for proof in proofs):
                break
    if skipped:
        print(f"SKIPPED {', '.join(skipped)}: the archive of Debian's unstable suite has no package odoo-19 any more")
    return 1 if failed else 0


def main():
    """Returns the exit status: 0 when everything was proven."""
    options = arguments()
    os.environ["GEN"] = str(options.gen.resolve())
    os.environ["REALPARTS_TOOLS"] = str(TOOLS)
    os.environ["PATH"] = f"{TOOLS}/programs:{os.environ['PATH']}:/usr/local/sbin:/usr/sbin:/sbin"
    if options.inside:
        return prove(options)
    Engine(TOOLS / "engine").fetch()
    command = alone(sys.executable, "-B", *sys.argv, "--inside")
    os.execvp(command[0], command)


if __name__ == "__main__":
    sys.exit(main())
