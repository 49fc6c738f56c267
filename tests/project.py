"""A project in a folder of its own, its articles, and the command `casualties` run in it."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
"""The checkout that these tests are in."""

MARKET = """Bomb in Kirkuk market kills nine

Sara Whitfield, 3 June 2013

KIRKUK — A car bomb killed nine people and wounded 21 at a market in Kirkuk on Monday, police said.

Three of the dead were police officers. A second blast in Mosul killed two soldiers on Sunday.
"""

MONTH = """UN says May toll was the worst in years

Omar Haddad, 2 June 2013

BAGHDAD — The United Nations said that 900 people were killed and 2,100 wounded in Iraq in May.

The dead included 700 civilians and 300 members of the security forces, it said.
"""
"""Its parts, 700 and 300, do not make 900: an error for the audit to find."""

PAGE = """<!doctype html><html lang="en"><head><title>Flood kills four in Basra</title>
<meta property="article:published_time" content="2013-06-05T08:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Flood kills four in Basra</h1>
<p>A flash flood killed four people and left two missing in the southern Iraqi city of Basra on Tuesday,
officials in the provincial council said, after a night of rain that the city's drains could not carry.</p>
<p>Rescue workers brought dozens of families to schools on higher ground, and expected the water
to fall by the end of the week. The river port was closed and its cranes were tied down.</p></article>
<footer>Copyright of the paper. All rights reserved.</footer></body></html>
"""


@dataclass(frozen=True)
class Project:
    """A project home in a folder of its own, and the command run in it."""

    home: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def raw(self) -> Path:
        return self.home / "raw"

    @property
    def warehouse(self) -> Path:
        return self.home / "warehouse"

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def variables(self) -> dict[str, str]:
        own = {
            "CASUALTIES_HOME": str(self.home),
            "DAGSTER_HOME": str(self.home / ".dagster"),
            "COLUMNS": "200",
        }
        return os.environ | own | self.environment

    def casualties(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pipeline.cli", *arguments]
        return subprocess.run(
            command,
            cwd=self.home,
            env=self.variables(),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    def build(self, *arguments: str) -> dict[str, Any]:
        done = self.casualties("build", "--json", *arguments)
        assert done.stdout, done.stderr
        outcome: dict[str, Any] = json.loads(done.stdout)
        assert (done.returncode == 0) == outcome["success"], done.stderr
        return outcome

    def query(self, sql: str) -> list[dict[str, Any]]:
        done = self.casualties("query", sql, "--json")
        assert done.returncode == 0, done.stderr
        rows: list[dict[str, Any]] = json.loads(done.stdout)
        return rows


@dataclass(frozen=True)
class BuiltProject(Project):
    """A project and what its first build said."""

    outcome: dict[str, Any] = field(default_factory=dict)
