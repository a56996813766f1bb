"""What is tried: a place in a format, a value there, and who reads it back."""

import dataclasses

# Stands in templates where every case needs a name of its own, which is as long.
LABEL = "label00000"


@dataclasses.dataclass(frozen=True)
class Context:
    """A place in a format: a template with `@@` in it, and what its reader has to find there."""

    format: str
    template: str
    # The reader, and behind a blank what it is asked for.
    reader: str
    # What is read, with `@@` for the value.
    expected: str = "@@"
    # Which values a reader can be asked about at all; not what the format has to refuse.
    askable: object = None

    @property
    def source(self):
        """The template as gen reads it."""
        return self.template.replace("@@", "{{ value }}")

    @property
    def question(self):
        """What the reader is asked for."""
        return self.reader.partition(" ")[2]

    def __str__(self):
        return f"{self.format} {self.template!r}"


@dataclasses.dataclass
class Case:
    """A value that was written in a place."""

    context: Context
    value: str
    # The artifact, with a label of the case's own.
    output: str
    label: str

    @property
    def expected(self):
        """What has to be read back."""
        return self.context.expected.replace("@@", self.value)

    @property
    def question(self):
        """What the reader is asked for."""
        return self.context.question


def look_up(expression, document):
    """What an expression of a context, such as `d['a'][0]`, finds in a document."""
    return eval(expression, {"__builtins__": {}, "list": list}, {"d": document})  # pylint: disable=eval-used


class Wrong(str):
    """What is the matter with an artifact, where nothing can be read back from it."""
