"""Tables that flows are run over, and what is written back."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from app.errors import Misuse
from app.replaying.rows import Came, Ledger, Table


def table(folder: Path, text: str | bytes, name: str = "rows.csv") -> Table:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return Table(path)


def test_rows_are_read_whatever_separates_them(tmp_path: Path) -> None:
    for sign in ",;\t":
        read = table(tmp_path, f'\ufeffname{sign}note\nAna{sign}"a{sign} ""b"""\n\nBen{sign}\n')
        assert read.columns == ("name", "note")
        assert [row.cells for row in read.rows()] == [("Ana", f'a{sign} "b"'), ("Ben", "")]


def test_a_spreadsheet_is_read_like_a_table(tmp_path: Path) -> None:
    book = Workbook()
    for cells in (("name", "count"), ("Ana", 3), ("Ben", None)):
        book.worksheets[0].append(cells)
    book.save(tmp_path / "rows.xlsx")
    assert [row.cells for row in Table(tmp_path / "rows.xlsx").rows()] == [("Ana", "3"), ("Ben", "")]


def test_a_row_of_another_width_is_its_own_failure(tmp_path: Path) -> None:
    (first, second) = table(tmp_path, "a,b\n1\n1,2\n").rows()
    assert "1 cells" in first.problem
    assert second.problem == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "empty"), ("\n", "empty"), ("a,a\n1,2\n", "twice"), (b"n\xe4me\nx\n", "not UTF-8"), (b"PK\x03", "not|no ")],
)
def test_a_table_that_cannot_be_read_is_told_in_one_sentence(tmp_path: Path, text: str | bytes, says: str) -> None:
    name = "rows.xlsx" if text == b"PK\x03" else "rows.csv"
    with pytest.raises(Misuse, match=says):
        list(table(tmp_path, text, name).rows())


def test_a_million_rows_are_read_one_at_a_time(tmp_path: Path) -> None:
    rows = iter(table(tmp_path, "a\n" + "1\n" * 1_000_000).rows())
    assert next(rows).cells == ("1",)


def test_what_came_of_rows_is_kept_and_gone_on_with(tmp_path: Path) -> None:
    read = table(tmp_path, "name\nAna\nBen\nCarl\n")
    rows = list(read.rows())
    out = tmp_path / "out.csv"
    ledger = Ledger(out, read, ("total",))
    ledger.begin(1)
    ledger.finish(rows[0], Came(result="done", run="r1", outputs={"total": "5"}))
    ledger.begin(2, "r2")  # and here the process is killed
    again = Ledger(out, read, ("total",))
    assert again.finished == 1
    assert again.interrupted == (2, "r2")
    again.finish(rows[1], Came(result="interrupted"))
    assert again.interrupted is None
    assert out.read_text(encoding="utf-8").splitlines() == [
        "name,result,reason,run,total",
        "Ana,done,,r1,5",
        "Ben,interrupted,,,",
    ]


def test_results_of_another_table_are_not_written_over(tmp_path: Path) -> None:
    Ledger(tmp_path / "out.csv", table(tmp_path, "name\nAna\n"), ())
    with pytest.raises(Misuse, match="other columns"):
        Ledger(tmp_path / "out.csv", table(tmp_path, "other\nAna\n"), ())
