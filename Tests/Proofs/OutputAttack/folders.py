"""Output folders that somebody has prepared."""

import os
import shutil
import socket

from project import Broken, is_temporary, tree
from template_folders import TEMPLATES


def link_to_folder(project):
    """The output folder is a link to a neighbour."""
    shutil.rmtree(project.out)
    project.out.symlink_to("beside")


def link_to_nothing(project):
    """The output folder is a link to nothing."""
    shutil.rmtree(project.out)
    project.out.symlink_to("nowhere")


def link_to_itself(project):
    """The output folder is a link to itself."""
    shutil.rmtree(project.out)
    project.out.symlink_to("out")


def link_to_file(project):
    """The output folder is a link to a file."""
    shutil.rmtree(project.out)
    project.out.symlink_to("beside/file")


def file_as_output(project):
    """The output folder is a file."""
    shutil.rmtree(project.out)
    project.out.write_text("mine", encoding="utf-8")


def pipe_as_output(project):
    """The output folder is a pipe."""
    shutil.rmtree(project.out)
    os.mkfifo(project.out)


def folder_link_inside(project):
    """A folder in the output is a link to a neighbour."""
    shutil.rmtree(project.out / "dns")
    (project.out / "dns").symlink_to("../beside")


def absolute_link_inside(project):
    """A folder in the output is a link to the outside, by its absolute path."""
    shutil.rmtree(project.out / "dns")
    (project.out / "dns").symlink_to(project.folder / "beside")


def file_link(project):
    """A file in the output is a link to a neighbour."""
    (project.out / "odoo.conf").unlink()
    (project.out / "odoo.conf").symlink_to("../beside/file")


def dangling_file_link(project):
    """A file in the output is a link to a place where something could be made."""
    (project.out / "odoo.conf").unlink()
    (project.out / "odoo.conf").symlink_to("../beside/made")


def hard_link(project):
    """A file in the output is a hard link to a neighbour."""
    (project.out / "odoo.conf").unlink()
    os.link(project.folder / "beside/file", project.out / "odoo.conf")


def folder_as_file(project):
    """A folder with the user's files is in the place of a file."""
    (project.out / "odoo.conf").unlink()
    (project.out / "odoo.conf").mkdir()
    (project.out / "odoo.conf/mine").write_text("mine", encoding="utf-8")


def file_as_folder(project):
    """A file is in the place of a folder."""
    shutil.rmtree(project.out / "dns")
    (project.out / "dns").write_text("mine", encoding="utf-8")


def pipe_as_file(project):
    """A pipe is in the place of a file."""
    (project.out / "odoo.conf").unlink()
    os.mkfifo(project.out / "odoo.conf")


def socket_as_file(project):
    """A socket is in the place of a file."""
    (project.out / "odoo.conf").unlink()
    here = os.getcwd()
    os.chdir(project.out)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("odoo.conf")
    finally:
        os.chdir(here)


def edited_file(project):
    """The user has edited what gen wrote."""
    with open(project.out / "odoo.conf", "a", encoding="utf-8") as file:
        file.write("# mine\n")


def edited_orphan(project):
    """The user has edited a file that would be removed."""
    with open(project.out / "dns/zones/example.net.zone", "a", encoding="utf-8") as file:
        file.write("; mine\n")


def foreign_file(project):
    """The user has a file in the place of a new one."""
    project.put({"out/notes/deep/note.txt": "mine"})


def manifest_gone(project):
    """The manifest was removed."""
    (project.out / "manifest.json").unlink()


def manifest_torn(project):
    """The manifest was truncated."""
    path = project.out / "manifest.json"
    path.write_bytes(path.read_bytes()[:200])


def manifest_with_parents(project):
    """The manifest names a file outside of the folder as its own, with its right check sum."""
    path = project.out / "manifest.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"dns/zones/example.net.zone"', '"../beside/file"'), encoding="utf-8")


def manifest_absolute(project):
    """The manifest names a file by its absolute path."""
    path = project.out / "manifest.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"dns/zones/example.net.zone"', f'"{project.folder}/beside/file"'), encoding="utf-8")


def leftovers(project):
    """A stopped build has left files, and the user has one with a similar name."""
    project.put({"out/.gen-0123456789abcdef": "torn", "out/nginx/.gen-fedcba9876543210": "torn"})


def folder_of_somebody(project):
    """The output folder is somebody's own, with another program's manifest in it."""
    shutil.rmtree(project.out)
    project.put({"out/letters/first": "mine", "out/manifest.json": '{"name": "mine"}', "out/photo": "mine"})


def name_in_other_case(project):
    """The user has files whose names differ from gen's only in case."""
    project.put({"out/ODOO.CONF": "mine", "out/DNS/records.md": "mine"})


PREPARED = [
    link_to_folder,
    link_to_nothing,
    link_to_itself,
    link_to_file,
    file_as_output,
    pipe_as_output,
    folder_link_inside,
    absolute_link_inside,
    file_link,
    dangling_file_link,
    hard_link,
    folder_as_file,
    file_as_folder,
    pipe_as_file,
    socket_as_file,
    edited_file,
    edited_orphan,
    foreign_file,
    manifest_gone,
    manifest_torn,
    manifest_with_parents,
    manifest_absolute,
    leftovers,
    folder_of_somebody,
    name_in_other_case,
]


def prepared(attack, judge, golden):
    """Each prepared project: gen reports the error and changes nothing, or it builds."""
    for prepare in [*PREPARED, *TEMPLATES]:
        project = attack.project()
        prepare(project)
        before = tree(project.folder)
        done = project.build()
        said = done.stderr.replace(str(project.folder), "PROJECT")
        try:
            if not golden.matches(prepare.__name__, done.returncode, said):
                raise Broken(f"it ends with {done.returncode}, and says\n{said}")
            if done.returncode == 0:
                kept(project, before, judge)
            elif tree(project.folder) != before:
                raise Broken("something was changed although the build was refused")
            yield None
        except Broken as broken:
            yield f"{prepare.__name__}: {broken}"


def kept(project, before, judge):
    """A successful build has kept all files that are not its own."""
    after = tree(project.folder)
    for path, entry in before.items():
        inner = path.removeprefix("out/")
        own = (
            path == "out"
            or (
                path.startswith("out/")
                and (inner in judge.trees["old"] or inner in judge.trees["new"] or is_temporary(path))
            )
        )
        if after.get(path) != entry and (not own or b"mine" in (entry[2] or b"")):
            raise Broken(f"{path} was changed or lost")
    if any(is_temporary(path) for path in after):
        raise Broken("a file of a stopped build is still there")
