"""A build from raw files to a release: what is published, refused, reused, and left alone."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.project import MARKET, MONTH, PAGE, BuiltProject, Project

TABLES = [
    "articles",
    "figures",
    "set_aside",
    "places",
    "incidents",
    "incident_figures",
    "estimates",
    "totals",
    "findings",
    "quarantine",
    "releases",
]
PNG = bytes.fromhex("89504e470d0a1a0a0000000d494844520000000100000001080600000000") + bytes(range(256))


def test_a_build_fills_every_table_and_publishes(built: BuiltProject) -> None:
    outcome = built.outcome
    assert outcome["published"]
    assert list(outcome["rows"]) == TABLES
    assert outcome["rows"]["articles"] == 3
    assert outcome["rows"]["releases"] == 1
    assert outcome["findings"]["error"] >= 1
    assert all(Path(path).exists() for path in outcome["paths"].values())


def test_the_database_holds_what_was_staged(built: BuiltProject) -> None:
    for name, rows in built.outcome["rows"].items():
        assert built.query(f"SELECT count(*) AS rows FROM {name}") == [{"rows": rows}], name


def test_every_table_is_also_a_parquet_file(built: BuiltProject) -> None:
    assert {path.stem for path in (built.warehouse / "parquet").glob("*.parquet")} >= set(TABLES)


def test_every_number_points_back_to_its_characters(built: BuiltProject) -> None:
    wrong = built.query(
        "SELECT count(*) AS wrong FROM figures f JOIN articles a USING (article_id) "
        "WHERE substr(a.text, f.char_start + 1, f.char_end - f.char_start) <> f.number_text"
    )
    assert wrong == [{"wrong": 0}]


def test_an_unchanged_folder_publishes_nothing_and_says_so(built_copy: Project) -> None:
    before = built_copy.query("SELECT release_id FROM releases")
    again = built_copy.casualties("build")
    assert again.returncode == 0, again.stderr
    assert "nothing" in again.stdout.lower()
    assert built_copy.query("SELECT release_id FROM releases") == before


def test_only_a_new_article_is_read_and_the_rest_is_reused(built_copy: Project) -> None:
    kept = built_copy.query("SELECT figure_id FROM figures ORDER BY figure_id")
    built_copy.write("new.txt", MARKET.replace("nine", "twelve").replace("Kirkuk", "Tikrit"))
    outcome = built_copy.build()
    assert outcome["articles_read"] == 1
    assert outcome["published"]
    assert outcome["rows"]["articles"] == 4
    now = built_copy.query("SELECT figure_id FROM figures ORDER BY figure_id")
    assert {row["figure_id"] for row in kept} < {row["figure_id"] for row in now}


def test_a_removed_article_leaves_the_next_release_only(built_copy: Project) -> None:
    (built_copy.raw / "market.txt").unlink()
    outcome = built_copy.build()
    assert outcome["published"]
    assert outcome["rows"]["articles"] == 2
    assert outcome["rows"]["releases"] == 2


def test_a_rebuild_from_nothing_gives_the_same_content(built: BuiltProject, project: Project) -> None:
    for name, content in (("month.txt", MONTH), ("flood.html", PAGE), ("market.txt", MARKET)):
        project.write(name, content)
    project.build("--workers", "1")
    hashes = "SELECT content_hash, inputs_hash FROM releases"
    assert project.query(hashes) == built.query(hashes)


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> BuiltProject:
    project = Project(tmp_path_factory.mktemp("damaged"))
    project.write("a_market.txt", MARKET)
    project.write("b_copy.txt", MARKET)
    project.write("empty.txt", "")
    project.write("picture.txt", PNG)
    project.write(
        "undecodable.txt", b"A bomb killed 5 people in Mosul on Monday, caf\xe9 owners said.\xff\xfe\x81"
    )
    project.write("endless.txt", "killed 5 people and " * 1_000_000)
    project.write("flood.html", PAGE)
    return BuiltProject(project.home, outcome=project.build())


def test_good_files_are_published_whatever_lies_beside_them(damaged: BuiltProject) -> None:
    assert damaged.outcome["success"]
    assert damaged.outcome["published"]
    paths = damaged.query("SELECT source_path FROM articles ORDER BY source_path")
    assert {"a_market.txt", "flood.html"} <= {row["source_path"] for row in paths}


@pytest.mark.parametrize("name", ["b_copy.txt", "empty.txt", "picture.txt", "undecodable.txt", "endless.txt"])
def test_a_damaged_file_is_refused_with_a_reason(damaged: BuiltProject, name: str) -> None:
    rows = damaged.query(f"SELECT rule, message FROM quarantine WHERE row_key LIKE '{name}%'")
    assert len(rows) == 1
    assert rows[0]["rule"]
    assert name in rows[0]["message"]


def test_two_builds_at_once_take_turns(project: Project) -> None:
    project.write("market.txt", MARKET)
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda _: project.build(), range(2)))
    assert sorted(outcome["published"] for outcome in outcomes) == [False, True]
    assert len({outcome["release_id"] for outcome in outcomes}) == 1


def test_a_missing_folder_is_an_error(project: Project) -> None:
    done = project.casualties("build", "--raw", "nowhere")
    assert done.returncode == 1
    assert "nowhere" in done.stderr


def test_a_manifest_that_cannot_be_read_fails_the_build_and_says_why(project: Project) -> None:
    project.write("market.txt", MARKET)
    project.write("manifest.csv", "path,publisher\nmarket.txt,Reuters\n")
    done = project.casualties("build")
    assert done.returncode == 1
    assert "manifest.csv" in done.stdout
    assert "file" in done.stdout
    assert not (project.warehouse / "casualties.duckdb").exists()


def test_ray_without_a_cluster_fails_the_build_and_says_what_to_do(project: Project) -> None:
    pytest.importorskip("ray", reason="the extra [ray] is not installed")
    project.write("market.txt", MARKET)
    done = project.casualties("build", "--engine", "ray", "--ray-address", "127.0.0.1:1")
    assert done.returncode == 1
    assert "127.0.0.1:1" in done.stdout
    assert "ray start" in done.stdout


def test_an_empty_folder_builds_an_empty_release(project: Project) -> None:
    outcome = project.build()
    assert outcome["success"]
    assert outcome["rows"]["articles"] == 0
