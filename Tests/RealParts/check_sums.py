"""sha256sum agrees with the checksums that gen wrote, and every file is in the list."""

from proof import equal, expect, run

PROGRAMS = ["sha256sum"]


def check(out, _site, _model):
    """Proves the sums, and that they are complete."""
    checked = run("sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS", cwd=out)
    yield expect(checked.returncode == 0, "sha256sum --check", checked.stdout)
    lines = (out / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    listed = [line.split("  ", 1)[1] for line in lines]
    yield equal(listed, sorted(listed), "the list is sorted")
    files = {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()}
    yield equal(
        {name.removeprefix("./") for name in listed}, files - {"SHA256SUMS", "manifest.json"}, "every file is listed"
    )
