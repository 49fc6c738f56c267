"""The documents keep their word: commands exist, examples print what they say, links lead somewhere."""

import re
import shlex
import subprocess

import pytest

from tests.docs.examples import Example, documents, examples, printed
from tests.project import ROOT, BuiltProject

README = (ROOT / "README.md").read_text("utf8")
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
CONSOLE = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMANDS = [
    line
    for path in documents()
    for block in CONSOLE.findall(path.read_text("utf8"))
    for line in block.splitlines()
    if line.startswith(("make ", "casualties "))
]


@pytest.mark.parametrize(
    "example", examples(), ids=lambda example: f"{example.document}: {example.command.split()[0]}"
)
def test_an_example_prints_what_the_document_says(example: Example, corpus: BuiltProject) -> None:
    assert printed(corpus, example.command) == example.printed, "renew it with `make docs`"


def test_the_readme_has_examples() -> None:
    assert {shlex.split(example.command)[0] for example in examples()} >= {"check", "query"}


@pytest.mark.parametrize("command", [line for line in COMMANDS if line.startswith("make ")])
def test_make_targets_exist(command: str) -> None:
    done = subprocess.run(
        [*shlex.split(command, comments=True), "--dry-run"], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", [line for line in COMMANDS if line.startswith("casualties ")])
def test_commands_and_their_options_exist(command: str, corpus: BuiltProject) -> None:
    name, *arguments = shlex.split(command, comments=True)[1:]
    offered = corpus.casualties(name, "--help").stdout
    assert offered, name
    for option in (argument for argument in arguments if argument.startswith("--")):
        assert option in offered, f"casualties {name} has no {option}"


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_links_lead_to_files(path) -> None:  # type: ignore[no-untyped-def]
    missing = [link for link in LINK.findall(path.read_text("utf8")) if not (path.parent / link).exists()]
    assert not missing


def test_geonames_is_credited_and_the_licence_named() -> None:
    assert "GeoNames" in README
    assert "CC BY 4.0" in README
    assert "MIT" in README


@pytest.mark.parametrize("name", ["README.md", "constraints.txt", "pyproject.toml", "Makefile", ".ci/run"])
def test_no_package_index_is_named(name: str) -> None:
    text = (ROOT / name).read_text("utf8").lower()
    for word in ("index-url", "find-links", "file://", "trusted-host"):
        allowed = f"--no-emit-{word}"
        assert word not in text.replace(allowed, ""), word
