#!/usr/bin/env python3
"""Feeds the YAML reader, the template compiler, the renderer, whole sites and imports with what libFuzzer makes up.

usage: run.py [--corpus | --runs N] [--seed N] [--target NAME]... [--reproduce FILE] [--keep]

Every target is built with coverage and with the address sanitizer. It runs its whole corpus, one input a line in
corpus/NAME.txt, then inputs of its own until a number of executions is reached, or to the first that traps, takes more than
a second of a processor or more than 256 MiB; that input is then in .build/fuzz/found. With --keep the corpus takes in what
was new, no more than needed. With --corpus nothing is made up, and the inputs run in a program that is built as gen is.
"""

import argparse
import ast
import concurrent.futures
import dataclasses
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
WORK = ROOT / ".build" / "fuzz"
# With little quarantine, and without the stacks of allocations, the limit on memory is about the program's own.
SANITIZER = "quarantine_size_mb=8:malloc_context_size=1:detect_leaks=0:abort_on_error=0"


@dataclasses.dataclass(frozen=True)
class Target:
    """A program that takes any bytes."""

    name: str
    dictionary: str
    longest: int
    # How many executions there are for each one of --runs: a whole site takes a hundred times as long as a document.
    share: float = 1


TARGETS = [
    Target("yaml", "yaml.dict", 160), Target("template", "template.dict", 160), Target("render", "template.dict", 160),
    Target("site", "yaml.dict", 1024, 0.01), Target("importing", "import.dict", 2048, 0.01),
]


def environment():
    """A crash must end the program, not start a debugger."""
    return {**os.environ, "SWIFT_BACKTRACE": "enable=no", "ASAN_OPTIONS": SANITIZER}


def build():
    """Builds all targets; the second option of two is the one that counts, and libFuzzer's own main needs the first."""
    command = ["swift", "build", "-c", "release", "--sanitize", "fuzzer", "-Xswiftc", "-sanitize=fuzzer,address",
               "--scratch-path", str(WORK), "--package-path", str(HERE)]
    # The program that compiles templates while gen is built cannot have libFuzzer's main.
    built = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        env=os.environ | {"GEN_RECORDS_TEMPLATES": "no"})
    if built.returncode != 0:
        sys.exit(f"run.py: the targets are not built\n{built.stdout[-5000:]}")


def inputs_of(target):
    """The corpus of a target."""
    lines = (HERE / "corpus" / f"{target.name}.txt").read_text(encoding="ascii").splitlines()
    return [ast.literal_eval(f'b"{line}"') for line in lines]


def unpack(target, folder):
    """Writes every input of a corpus into a file of its own, as libFuzzer wants it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    inputs = inputs_of(target)
    for number, data in enumerate(inputs):
        (folder / f"{number:05}").write_bytes(data)
    return len(inputs)


def built_as_gen():
    """The program that runs inputs of any target, without what libFuzzer needs."""
    subprocess.run(["swift", "build", "--quiet", "-c", "release", "--product", "run-corpus"], cwd=ROOT, check=True)
    return ROOT / ".build" / "release" / "run-corpus"


def corpus(runner, target):
    """The corpus of one target: the line to print, and whether all went well."""
    inputs = inputs_of(target)
    ran = subprocess.run(
        [runner, target.name], input="".join(data.hex() + "\n" for data in inputs).encode("ascii"), env=environment(),
        capture_output=True, preexec_fn=bounded, check=False)
    begun = ran.stdout.split()
    line = f"{target.name:9} inputs {len(begun)} of {len(inputs)}"
    if ran.returncode == 0 and len(begun) == len(inputs):
        return f"{line}, failures 0", True
    found = literal(inputs[int(begun[-1])]) if begun else ""
    return f'{line}, FAILED with {ran.returncode} at "{found}"\n{ran.stderr.decode("utf-8", "replace")[-3000:]}', False


def bounded():
    """What a runner of a corpus may have: minutes of a processor stop what never ends."""
    resource.setrlimit(resource.RLIMIT_DATA, (256 << 20, 256 << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (600, 600))


def literal(data):
    """Bytes on one line, as they stand between double quotes in Python."""
    plain = {10: "\\n", 34: '\\"', 92: "\\\\"}
    return "".join(plain.get(byte, chr(byte) if 32 <= byte < 127 else f"\\x{byte:02x}") for byte in data)


def pack(target, folder):
    """Writes the inputs of a folder as lines, the short ones first."""
    inputs = sorted({path.read_bytes() for path in folder.iterdir()}, key=lambda data: (len(data), data))
    text = "".join(literal(data) + "\n" for data in inputs)
    (HERE / "corpus" / f"{target.name}.txt").write_text(text, encoding="ascii")
    return len(inputs)


def program(target):
    """The built target."""
    return WORK / "release" / target.name


def limits(target):
    """What every execution has to keep."""
    found = WORK / "found"
    found.mkdir(exist_ok=True)
    return [f"-max_len={target.longest}", "-timeout=300", "-rss_limit_mb=256", "-malloc_limit_mb=64",
            f"-artifact_prefix={found}/{target.name}-", f"-dict={HERE / target.dictionary}", "-print_final_stats=1"]


def fuzz(target, runs, seed):
    """One target: the line to print, and whether all went well."""
    seeds = WORK / "corpus" / target.name
    new = WORK / "new" / target.name
    count = unpack(target, seeds)
    # The corpus is run whole, however few executions are asked for.
    wanted = count + max(1, int(runs * target.share))
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    ran = subprocess.run(
        [program(target), new, seeds, f"-seed={seed}", f"-runs={wanted}", *limits(target)], env=environment(),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    said = ran.stdout.decode("utf-8", "replace")
    done = number(said, r"stat::number_of_executed_units:\s+(\d+)")
    edges, peak = number(said, r"cov: (\d+)"), number(said, r"stat::peak_rss_mb:\s+(\d+)")
    line = (f"{target.name:9} executions {done}, corpus {count}, new {len(list(new.iterdir()))}, "
            f"edges {edges}, peak {peak} MiB")
    if ran.returncode == 0 and done >= wanted:
        return f"{line}, failures 0", True
    return f"{line}, FAILED with {ran.returncode}\n{said[-3000:]}", False


def number(text, pattern):
    """The last number of a kind that was printed; 0 where there is none."""
    found = re.findall(pattern, text)
    return int(found[-1]) if found else 0


def keep(target):
    """Puts the least set of inputs with the same coverage into the corpus."""
    seeds, new, least = (WORK / name / target.name for name in ("corpus", "new", "least"))
    shutil.rmtree(least, ignore_errors=True)
    least.mkdir(parents=True)
    subprocess.run([program(target), "-set_cover_merge=1", least, seeds, new, *limits(target)], env=environment(), check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return pack(target, least)


def arguments():
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--runs", type=int, default=1_000_000, help="executions of each target (default 1,000,000)")
    parser.add_argument("--seed", type=int, default=1, help="where chance begins (default 1)")
    parser.add_argument("--target", action="append", choices=[target.name for target in TARGETS], help="this one alone")
    parser.add_argument("--corpus", action="store_true", help="run the inputs of the corpus, and make up none")
    parser.add_argument("--reproduce", metavar="FILE", help="run one input, with the one --target that it is for")
    parser.add_argument("--keep", action="store_true", help="take what is new into the corpus")
    return parser.parse_args()


def main():
    """Returns the exit status: 0 when nothing was found."""
    options = arguments()
    chosen = [target for target in TARGETS if not options.target or target.name in options.target]
    if options.corpus:
        runner = built_as_gen()
    else:
        build()
    if options.reproduce:
        return subprocess.run([program(chosen[0]), options.reproduce], env=environment(), check=False).returncode
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(
            lambda target: corpus(runner, target) if options.corpus else fuzz(target, options.runs, options.seed), chosen))
    for line, _ in results:
        print(line)
    if options.keep:
        for target in chosen:
            print(f"{target.name:9} corpus {keep(target)}")
    return 0 if all(good for _, good in results) else 1


if __name__ == "__main__":
    sys.exit(main())
