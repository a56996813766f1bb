"""One setting's trial: its harmless builds, the sites that it is tried in, and every hostile value."""

import dataclasses
import difflib

import artifacts
import values
from builds import Workshop, refusal_faults, speech_faults
from kinds import hostile, kind
from leaves import Unreadable
from nginx_program import NginxProgram
from settings import Part

# A setting is tried in so many sites at the most: those that together show the most of the lines it has an effect on.
SITES = 3
# Whether they are addresses of IPv4 or IPv6 decides by which of the server's own addresses it is asked: that text changes with them.
CHOOSE_AN_ADDRESS = {"monitoring.from"}
# Of the refusals, one in so many is asked for as JSON too.
JSON_EVERY = 12


@dataclasses.dataclass
class Report:
    """What came out of one setting, or of several together."""

    setting: str
    sites: list = dataclasses.field(default_factory=list)
    values: int = 0
    builds: int = 0
    accepted: int = 0
    refused: int = 0
    compared: int = 0
    nginx: int = 0
    leaves: int = 0
    failures: list = dataclasses.field(default_factory=list)
    seconds: float = 0

    def __add__(self, other):
        counted = ("builds", "accepted", "refused", "compared", "nginx", "leaves", "failures", "seconds")
        sums = (getattr(self, name) + getattr(other, name) for name in counted)
        return Report("all", [], max(self.values, other.values), *sums)

    def __str__(self):
        return (f"{self.setting:45} {','.join(self.sites):40} accepted {self.accepted:4} refused {self.refused:4} "
                f"compared {self.compared:5} {self.seconds:6.1f} s")


class Trial:
    """One setting, built in one folder."""

    def __init__(self, gen, setting, folder, share=1):
        self.workshop = Workshop(gen, folder)
        self.nginx = NginxProgram(folder)
        self.setting = setting
        self.share = share
        self.values = hostile(setting, share)
        self.report = Report(setting.name, values=len(self.values))

    def build(self, site, value):
        """Builds a site with a value in the setting's place."""
        return self.workshop.build(self.setting.put(site, self.setting.find(site), value.source))

    def fail(self, site, value, what):
        """Notes a failure."""
        self.report.failures.append(f"{self.setting.name} in {site}: {value}: {what}")

    def own(self, text):
        """What of an output is the setting's own, when it is this text."""
        if self.setting.is_fragment:
            return artifacts.Own(fragment=text)
        return artifacts.Own(key=text if self.setting.part is Part.KEY else None)

    def harmless(self, site):
        """The builds with a harmless value, as far as gen accepts them, and their values: the type's, then the site's own."""
        own = self.setting.own(site, self.setting.find(site))
        if self.setting.part is Part.OTHER_KEY:
            yield self.workshop.build(site), None
            return
        for text in dict.fromkeys((*kind(self.setting).harmless, written(own))):
            build = self.build(site, values.text(text) if isinstance(own, str) else values.plain(text))
            if build.status == 0:
                yield build, text

    def sweep(self, name, site):
        """Tries every value in one site."""
        self.report.sites.append(name)
        baselines = Baselines(self.harmless(site))
        if baselines.first[0] is None:
            self.report.failures.append(f"{self.setting.name} in {name}: no harmless value is accepted")
            return
        accepted = []
        for value in self.values:
            build = self.build(site, value)
            for fault in speech_faults(build):
                self.fail(name, value, fault)
            if build.status == 0:
                accepted.append(value)
                self.report.accepted += 1
                self.accept(name, value, build, baselines.of_choice(value.text) if self.setting.choices else baselines)
            else:
                self.report.refused += 1
                if self.report.refused % JSON_EVERY == 0:
                    for fault in self.workshop.json_faults(build):
                        self.fail(name, value, fault)
                for fault in refusal_faults(build, self.setting, self.setting.find(site), value):
                    self.fail(name, value, f"{fault}\n{build.said}")
        # What a type refuses it refuses in every site: in the others, only what was accepted here is tried.
        self.values = accepted
        self.report.builds = self.workshop.count
        self.report.nginx = self.nginx.count

    def accept(self, name, value, build, baselines):
        """Compares the structure of what was written with that of a harmless build which decides the same."""
        if baselines is None:
            self.fail(name, value, "accepted, though it is none of the choices")
            return
        try:
            other, text = baselines.first
            written_as = value.text or value.source.text
            found = self.differences(build, written_as, other, text)
            if found:
                found, other = self.least_different(build, written_as, baselines)
                if other is None:
                    shown = contrast("manifest.json", build, baselines.first[0])
                    self.fail(name, value, f"no harmless value decides the same\n{shown}")
                    return
            for template in found:
                self.fail(name, value, f"another structure: {template}\n{contrast(template, build, other)}")
            third = baselines.beside(other)
            if not found and third and not self.setting.is_fragment and self.setting.name not in CHOOSE_AN_ADDRESS:
                self.report.leaves += 1
                for template, text in artifacts.strays(build.output, other.output, third.output):
                    self.fail(name, value, f"a text beside the value has changed in {template}: {text!r}")
        except Unreadable as error:
            self.fail(name, value, f"unreadable: {error}")
        # What an operator's own directives mean to nginx is the operator's to say; here it matters where they end.
        fault = not self.setting.is_fragment and self.nginx.fault(build.output)
        if fault:
            self.fail(name, value, f"nginx -t: {fault}")

    def least_different(self, build, text, baselines):
        """What differs from the harmless build that decides the same and resembles it most, and that build; None where none decides
        the same. A text can decide too, such as the kind of a repository, and a number by being 1."""
        least, nearest = [], None
        for other, others_text in baselines.deciding(build.output.decisions):
            found = self.differences(build, text, other, others_text)
            if not found:
                return found, other
            if nearest is None or len(found) < len(least):
                least, nearest = found, other
        return least, nearest

    def differences(self, build, text, other, others_text):
        """The templates whose artifacts have another structure; what was compared is counted."""
        found, compared = artifacts.differences(build.output, self.own(text), other.output, self.own(others_text))
        self.report.compared += compared
        return found


class Baselines:
    """Harmless builds of one site, made when they are asked for."""

    def __init__(self, builds):
        self.more = builds
        self.first = next(builds, (None, None))
        self.made = [self.first]

    def beside(self, other):
        """Another harmless build in which the settings decide the same; None when there is none."""
        self.made += self.more
        same = (build for build, _ in self.made if build is not other and build.output.decisions == other.output.decisions)
        return next(same, None)

    def of_choice(self, text):
        """What another way to write one of the choices is compared with: a choice decides what there is, so that only itself
        will do. None for what is no choice."""
        self.made += self.more
        found = [one for one in self.made if one[1] == text]
        return Baselines(iter(found)) if found else None

    def deciding(self, decisions):
        """The harmless builds in which the settings decide the same, each with its value."""
        yield from (one for one in self.made if one[0].output.decisions == decisions)
        for one in self.more:
            self.made.append(one)
            if one[0].output.decisions == decisions:
                yield one


def written(own):
    """A scalar of a site as text."""
    return str(own).lower() if isinstance(own, bool) else str(own)


def contrast(template, build, other):
    """The lines in which the structures of a template's files differ."""
    before, after = (
        list(flat([artifacts.read(path, content) for _, _, path, content in output.groups.get(template, [])], ""))
        for output in (other.output, build.output))
    lines = [line for line in difflib.unified_diff(before, after, lineterm="", n=1) if not line.startswith(("---", "+++"))]
    return "\n".join(f"    {line}" for line in lines[:12])


def flat(structure, indent):
    """A structure as lines."""
    if isinstance(structure, (tuple, list)) and any(isinstance(item, (tuple, list)) for item in structure):
        yield f"{indent}("
        for item in structure:
            yield from flat(item, indent + " ")
    else:
        yield f"{indent}{structure!r}"


def sites_for(trial, sites):
    """The sites that a setting is tried in, each with its name: those that add most to the lines it has an effect on. A share of
    the values is tried in the site that says most, as finding those sites takes many times longer than the values do."""
    places = [(name, site) for name, site in sites if trial.setting.find(site) is not None]
    if not places:
        trial.report.failures.append(f"{trial.setting.name}: no site sets it")
        return []
    if trial.setting.part is Part.OTHER_KEY or trial.setting.choices:
        return places[:1]
    if trial.share > 1:
        return [max(places, key=lambda place: len(repr(place[1])))]
    effects = [(effect(trial, site), name, site) for name, site in places]
    seen, chosen = set(), []
    while len(chosen) < SITES:
        lines, name, site = max(effects, key=lambda one: len(one[0] - seen))
        if chosen and not lines - seen:
            break
        seen |= lines
        chosen.append((name, site))
    return chosen


def effect(trial, site):
    """The lines of artifacts that differ between two harmless values, each without what differs and without numbers."""
    builds = []
    for build, _ in trial.harmless(site):
        builds.append(build)
        if len(builds) == 2:
            return set(changed_lines(*(build.output for build in builds)))
    return set()


def changed_lines(output, other):
    """Each changed line: its template and what stands before the change."""
    for template in output.groups.keys() & other.groups.keys() - {"manifest.json", "SHA256SUMS"}:
        for mine, theirs in zip(output.groups[template], other.groups[template]):
            if mine[1] != theirs[1]:
                for left, right in zip(mine[3].split(b"\n"), theirs[3].split(b"\n")):
                    if left != right:
                        yield template, prefix(left, right)


def prefix(left, right):
    """What two lines begin with."""
    length = next((index for index, pair in enumerate(zip(left, right)) if pair[0] != pair[1]), min(len(left), len(right)))
    return left[:length]
