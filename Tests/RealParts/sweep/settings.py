"""Every setting of site.yaml, from the JSON Schema that gen prints: there is no list of them here."""

import dataclasses
import enum

import document

ITEM = "[]"
ENTRY = "*"


class Part(enum.Enum):
    """What of a setting is filled in."""

    VALUE = "value"
    KEY = "key"  # The key of a mapping whose keys the operator chooses.
    OTHER_KEY = "other key"  # One more key in a mapping whose keys are fixed.


@dataclasses.dataclass(frozen=True)
class Setting:
    """One place in site.yaml where a scalar can stand; `steps` are keys, ITEM and ENTRY."""

    steps: tuple
    part: Part
    schema: dict = dataclasses.field(compare=False)

    @property
    def name(self):
        """The setting as it is called in reports."""
        joined = ".".join(self.steps).replace(".[]", "[]") or "site.yaml"
        return joined if self.part is Part.VALUE else f"{joined} ({self.part.value})"

    @property
    def choices(self):
        """The only texts that the setting can have, where it is a choice."""
        if self.schema.get("type") == "boolean":
            return ["true", "false"]
        return [choice for choice in self.schema.get("enum", []) if isinstance(choice, str)]

    @property
    def is_fragment(self):
        """Whether the setting is text in the language of an artifact, which is trusted to bring structure."""
        return "contentMediaType" in self.schema

    def find(self, tree):
        """The path of the setting's first occurrence in a site; None where the site does not set it."""
        path = []
        for step in self.steps:
            if step == ITEM and isinstance(tree, list) and tree:
                step = 0
            elif step == ENTRY and isinstance(tree, dict) and tree:
                step = next(iter(tree))
            elif not isinstance(tree, dict) or step not in tree:
                return None
            path.append(step)
            tree = tree[step]
        return path if isinstance(tree, dict) == (self.part is Part.OTHER_KEY) or self.part is Part.KEY else None

    def put(self, tree, path, source):
        """A copy of a site with the source in the setting's place."""
        match self.part:
            case Part.VALUE:
                return document.with_value(tree, path, source)
            case Part.KEY:
                return document.with_key(tree, path, source)
            case Part.OTHER_KEY:
                return document.with_entry(tree, path, source)

    def own(self, tree, path):
        """What a site itself says in the setting's place; None for a key that is not there."""
        if self.part is Part.KEY:
            return path[-1]
        if self.part is Part.OTHER_KEY:
            return None
        for step in path:
            tree = tree[step]
        return tree

    def spoken(self, path):
        """How a finding names the setting: by the mapping where a key is at fault, by the path of the value else."""
        shown = path if self.part is not Part.KEY else path[:-1]
        return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in shown).lstrip(".")


def settings(schema):
    """Every place for a scalar below a schema, in the schema's order."""
    return list(dict.fromkeys(below(schema, ())))


def below(schema, steps):
    """Walks one node of the schema; an unknown form of node is an error, lest a setting be passed over."""
    if "anyOf" in schema:
        for alternative in schema["anyOf"]:
            yield from below(alternative, steps)
    elif schema.get("type") == "object":
        if "properties" in schema:
            yield Setting(steps, Part.OTHER_KEY, {})
        for key, value in schema.get("properties", {}).items():
            yield from below(value, (*steps, key))
        if isinstance(schema.get("additionalProperties"), dict):
            yield Setting((*steps, ENTRY), Part.KEY, schema["propertyNames"])
            yield from below(schema["additionalProperties"], (*steps, ENTRY))
    elif schema.get("type") == "array":
        yield from below(schema["items"], (*steps, ITEM))
    elif "enum" in schema or schema.get("type") in ("integer", "number", "boolean") or "string" in schema.get("type", []):
        yield Setting(steps, Part.VALUE, schema)
    else:
        raise ValueError(f"{'.'.join(steps)}: a node of the schema that is not known: {schema}")
