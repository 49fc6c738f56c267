"""Files of gold rows: JSON Lines and sheets, good rows kept and bad ones named."""

from pathlib import Path

import pytest

from pipeline.evaluate import Columns, GoldFile, UnreadableError, read_gold
from pipeline.vocabulary import HarmType

GTD = Columns(text="summary", killed="nkill", wounded="nwound")


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def numbers(gold: GoldFile) -> list[tuple[int, int | None, int | None]]:
    return [
        (row.number, row.coded[HarmType.KILLED].value, row.coded[HarmType.WOUNDED].value) for row in gold.rows
    ]


def test_json_lines(tmp_path: Path) -> None:
    lines = '{"text": "Two died.", "killed": 2, "wounded": null}\n\n{"text": "None did.", "killed": 0}\n'
    assert numbers(read_gold(write(tmp_path, "a.jsonl", lines))) == [(1, 2, None), (3, 0, None)]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_sheet_with_columns_of_other_names(tmp_path: Path, mark: str) -> None:
    rows = [
        ["eventid", "nkill", "nwound", "summary"],
        ["1", "2.0", "", "Two died."],
        ["2", "", "3", '"Three,\nhurt"'],
    ]
    path = write(tmp_path, "gtd.csv", "\n".join(mark.join(row) for row in rows))
    gold = read_gold(path, GTD)
    assert numbers(gold) == [(2, 2, None), (3, None, 3)]
    assert gold.rows[1].text == "Three,\nhurt"


def test_a_byte_order_mark_and_an_encoding(tmp_path: Path) -> None:
    marked = write(tmp_path, "a.csv", "text,killed\nZwei tot,2\n".encode("utf-8-sig"))
    western = write(tmp_path, "b.csv", "text,killed\nÁvila,2\n".encode("latin-1"))
    assert numbers(read_gold(marked)) == [(2, 2, None)]
    assert read_gold(western, encoding="latin-1").rows[0].text == "Ávila"
    with pytest.raises(UnreadableError, match=r"no text in utf-8-sig.*--encoding"):
        read_gold(western)


def test_bad_rows_are_named_and_the_rest_is_kept(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "text,killed\nTwo died.,2\n,1\nSome died.,3-5\nOne,1,9,9\nTen died.,10\n")
    gold = read_gold(path)
    assert numbers(gold) == [(2, 2, None), (6, 10, None)]
    assert [row.number for row in gold.refused] == [3, 4, 5]
    assert [row.message.split(",")[0] for row in gold.refused] == [
        "the column 'text' has no text",
        "the column 'killed' is '3-5'",
        "it has 4 cells",
    ]


def test_bad_lines_are_named(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", '{"text": "Two died.", "killed": 2}\n{"text": \n[1]\n' + "[" * 100_000)
    gold = read_gold(path)
    assert len(gold.rows) == 1
    assert [row.number for row in gold.refused] == [2, 3, 4]


def test_a_cell_may_be_as_long_as_an_article(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "text,killed\n" + "x" * 300_000 + ",2\n")
    assert numbers(read_gold(path)) == [(2, 2, None)]


@pytest.mark.parametrize(
    ("name", "text", "columns", "why"),
    [
        ("a.xlsx", "", Columns(), "does not end in .jsonl"),
        ("a.csv", "body,killed\nTwo died.,2\n", Columns(), "no column 'text'; its columns are body, killed"),
        ("a.csv", "text,killed\nTwo died.,2\n", Columns(wounded="nwound"), "no column 'nwound'"),
        ("a.csv", "text,deaths\nTwo died.,2\n", Columns(), "--killed or --wounded"),
        ("a.jsonl", '{"text": "Two died.", "killed": 2}', Columns(date="day"), "no column 'day'"),
        ("a.jsonl", "", Columns(), "no row that can be read$"),
        ("a.jsonl", "two died\n", Columns(), "no row that can be read; row 1: the line is no JSON"),
        ("a.csv", "text,killed\n", Columns(), "no row that can be read$"),
    ],
)
def test_a_file_that_cannot_be_measured(
    tmp_path: Path, name: str, text: str, columns: Columns, why: str
) -> None:
    with pytest.raises(UnreadableError, match=why):
        read_gold(write(tmp_path, name, text), columns)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="No such file"):
        read_gold(tmp_path / "a.csv")


def test_dates_can_be_left_out(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "text,killed,date\nTwo died.,2,03/04/2013\n")
    assert [row.published_on for row in read_gold(path, Columns(date="")).rows] == [None]
