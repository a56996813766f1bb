"""`path()`, `digest()` and `contents()` for templates in the real Jinja2."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any

import jinja2


def header(text: str) -> dict[str, str]:
    """The settings at the head of a template's first comment, up to an empty line."""
    comment = re.match(r"\{#(.*?)#\}", text, re.DOTALL)
    lines = comment.group(1).strip("-").strip().split("\n\n", 1)[0].splitlines() if comment else []
    return {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in lines)}


class Artifacts:
    """The artifacts that templates make of a model, each rendered when it is asked for."""

    def __init__(
        self, environment: jinja2.Environment, source: Callable[[str], str], names: list[str], model: dict[str, Any]
    ) -> None:
        """Makes the functions known to the environment.

        Args:
            environment: what renders.
            source: the text of a template, by its path.
            names: the paths of all templates.
            model: what templates see.
        """
        self.environment = environment
        self.source = source
        self.names = names
        self.model = model
        environment.globals.update(path=self.path, digest=self.digest, contents=self.contents)

    def value(self, expression: str, scope: dict[str, Any]) -> Any:
        """What an expression of a header comes to."""
        return self.environment.compile_expression(expression, undefined_to_none=False)(**scope)

    def scopes(self, template: str) -> list[tuple[Any, dict[str, Any]]]:
        """What the template's artifacts see, each with the element that it is made for."""
        settings = header(self.source(template))
        if "when" in settings and not self.value(settings["when"], self.model):
            return []
        if "each" not in settings:
            return [(None, self.model)]
        variable, _, items = settings["each"].partition(" in ")
        items, _, condition = items.partition(" if ")
        pairs = [(item, self.model | {variable: item}) for item in self.value(items, self.model)]
        return [(item, scope) for item, scope in pairs if not condition or self.value(condition, scope)]

    def made(self, template: str, element: Any = None) -> list[tuple[str, int, str]]:
        """Path, mode and text of the template's artifacts, or of the one of an element."""
        settings = header(self.source(template))
        files = []
        for item, scope in self.scopes(template):
            if element is not None and item is not element and item != element:
                continue
            path = self.environment.from_string(settings.get("path", template)).render(scope)
            text = self.environment.from_string(self.source(template)).render(scope)
            files.append((path, int(settings.get("mode", "0644"), 8), text))
        return files

    def path(self, template: str, element: Any = None) -> Any:
        """The path of an artifact; undefined where it is not made."""
        settings = header(self.source(template))
        for item, scope in self.scopes(template):
            if element is None or item == element:
                return self.environment.from_string(settings.get("path", template)).render(scope)
        return self.environment.undefined(name=template)

    def digest(self, *arguments: Any) -> str:
        """The SHA-256 of artifacts: of each its path, mode and length on a line, then its content."""
        content = b""
        for index, template in enumerate(arguments):
            if not isinstance(template, str):
                continue
            following = arguments[index + 1] if index + 1 < len(arguments) else None
            if template.endswith("/"):
                inside = [name for name in self.names if name.startswith(template) and "/_" not in f"/{name}"]
                made = sorted(file for name in inside for file in self.made(name))
            else:
                made = self.made(template, None if isinstance(following, str) else following)
            for path, mode, text in made:
                data = text.encode("utf-8")
                content += f"{path} {mode} {len(data)}\n".encode() + data
        return hashlib.sha256(content).hexdigest()

    def contents(self, template: str, element: Any = None) -> str:
        """The text of an artifact, without the line feed that ends it."""
        return self.made(template, element)[0][2].removesuffix("\n")
