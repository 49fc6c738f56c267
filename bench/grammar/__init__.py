"""The grammar of the generated reports, as data: sentences, and the words that fill them."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The lists of `<name>.toml` in this folder, by name."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))
