"""Examples in the documents: a command, and under it what it prints. `make docs` renews them.

An example is a fenced block of the kind `console` that begins with `$ casualties ...`.
"""

import re
import shlex
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.project import ROOT, Project

EXAMPLE = re.compile(
    r"^```console\n\$ casualties (?P<command>[^\n\"`]*(?:\"[^\"`]*\"[^\n\"`]*)?)\n(?P<printed>[^`]*)^```",
    re.MULTILINE,
)
WIDTH = {"COLUMNS": "100"}


@dataclass(frozen=True)
class Example:
    """A command of `casualties` in a document, and what the document says that it prints."""

    document: str
    command: str
    printed: str


def documents() -> list[Path]:
    """Every Markdown file that people read: at the root and in docs/."""
    return sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def examples() -> list[Example]:
    """The examples of every document, in order."""
    return [
        Example(path.name, found["command"], found["printed"])
        for path in documents()
        for found in EXAMPLE.finditer(path.read_text("utf8"))
    ]


def printed(project: Project, command: str) -> str:
    """What `casualties COMMAND` prints in `project`, without trailing spaces; errors are printed too."""
    done = Project(project.home, WIDTH).casualties(*shlex.split(command))
    lines = (done.stdout + done.stderr).splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def renew(project: Project) -> None:
    """Write what each example prints today into its document."""
    for path in documents():
        text = path.read_text("utf8")
        path.write_text(EXAMPLE.sub(lambda found: _renewed(project, found), text), "utf8")


def _renewed(project: Project, found: re.Match[str]) -> str:
    before = found[0][: found.start("printed") - found.start()]
    return f"{before}{printed(project, found['command'])}```"


def main() -> None:
    """Build the project's own articles in a temporary folder and renew every example with it."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder))
        for name in ("raw", "examples"):
            (project.home / name).symlink_to(ROOT / name)
        if not project.build()["success"]:
            sys.exit("the build failed; see `make build`")
        renew(project)


if __name__ == "__main__":
    main()
