"""`deskhand runs`, `show`, `verify`, `secret`: what was done, whether its record is whole, the names of secrets."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.errors import Misuse

if TYPE_CHECKING:
    from app.storage.index import Index
    from app.storage.secrets import SecretStore

Run = Annotated[str, typer.Argument(help="The run's id or folder.")]
RunDir = Annotated[Path | None, typer.Option("--run-dir", help="The folder that holds runs.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON on standard output.")]
Name = Annotated[str, typer.Argument(help="The secret's name.", metavar="NAME")]


def runs(run_dir: RunDir = None, as_json: AsJson = False) -> None:
    from app.storage.runs import list_runs

    listed = list_runs(_runs_folder(run_dir), _index())
    if as_json:
        for run in listed:
            print(
                json.dumps({"run": run.run, "started_at": run.started_at, "outcome": run.outcome}, ensure_ascii=False)
            )
        return
    width = _columns()
    for run in listed:
        words = " ".join("".join(c if c.isprintable() else " " for c in run.instruction).split())
        line = f"{run.run}  {run.started_at[:19].replace('T', ' '):19}  {run.outcome:11}  {words}".rstrip()
        print(line if width is None or len(line) <= width else line[: width - 1] + "…")
    if not listed:
        print(f"There are no runs in {_runs_folder(run_dir)} yet.", file=sys.stderr)


def show(
    run: Run,
    out: Annotated[Path | None, typer.Option("--out", help="Where the report goes.", metavar="FILE.html")] = None,
    run_dir: RunDir = None,
) -> int:
    """Prints the report's path."""
    from app.storage.history import salvage
    from app.storage.report.page import report
    from app.storage.runs import find_run
    from app.storage.verifying import examine

    index = _index()
    folder = find_run(run, _runs_folder(run_dir), index)
    history = salvage(folder)
    finding = examine(folder, index)
    place = (out if out is not None else folder / "report.html").expanduser()
    try:
        place.write_text(report(history, finding), encoding="utf-8")
    except OSError as error:
        raise Misuse(
            f"The report cannot be written to {place} ({error.strerror}); name another file with --out."
        ) from error
    print(place.absolute())
    if not finding.integrity.sound:
        print(f"{finding.sentence} The report shows what can still be read.", file=sys.stderr)
        return 1
    return 0


def verify(run: Run, run_dir: RunDir = None, as_json: AsJson = False) -> int:
    from app.storage.runs import find_run
    from app.storage.verifying import examine

    index = _index()
    finding = examine(find_run(run, _runs_folder(run_dir), index), index)
    if as_json:
        found: dict[str, object] = {
            "run": finding.run,
            "record": finding.integrity.value,
            "reason": finding.sentence,
            "lines": finding.lines,
            "head": finding.head,
            "compared": finding.compared,
        }
        print(json.dumps(found, ensure_ascii=False))
    else:
        print(finding.sentence)
    return 0 if finding.integrity.sound else 1


def secret_set(name: Name) -> None:
    """Reads the value without showing it, or from standard input when that is no terminal."""
    from app.storage.secrets import variable_of

    variable = variable_of(name)
    store = _secrets()
    store.keep(name, _value(name))
    print(f"The secret {name!r} is kept; name it in words as {{{{secret:{name}}}}}.", file=sys.stderr)
    if store.overridden(name):
        print(f"While {variable} is set, its value is used instead.", file=sys.stderr)


def secret_list() -> None:
    for name in _secrets().names():
        print(name)


def secret_remove(name: Name) -> None:
    _secrets().remove(name)
    print(f"The secret {name!r} is forgotten.", file=sys.stderr)


def _value(name: str) -> str:
    if sys.stdin is None:
        raise Misuse("There is no terminal to type the value in; pipe it to standard input.")
    if sys.stdin.isatty():
        from getpass import getpass

        value = getpass(f"Value of {name} (it is not shown): ")
    else:
        value = sys.stdin.read().removesuffix("\n").removesuffix("\r")
    if not value:
        raise Misuse("The value is empty; type it, or pipe it to standard input.")
    return value


def _runs_folder(named: Path | None) -> Path:
    from app.storage.places import default_runs_folder

    if named is None:
        return default_runs_folder()
    if named.exists() and not named.is_dir():
        raise Misuse(f"{named} is a file; --run-dir names the folder that holds runs.")
    return named.expanduser()


def _index() -> "Index":
    from app.storage.index import Index
    from app.storage.places import index_file

    return Index(path=index_file(), warn=lambda sentence: print(sentence, file=sys.stderr))


def _secrets() -> "SecretStore":
    import os

    from app.storage.places import secret_names_file
    from app.storage.secrets import KeyringVault, SecretStore

    return SecretStore(vault=KeyringVault(), environment=os.environ, names_file=secret_names_file())


def _columns() -> int | None:
    """How wide a line may be on a terminal; None on a pipe, where nothing is shortened."""
    if not sys.stdout.isatty():
        return None
    from shutil import get_terminal_size

    return get_terminal_size().columns
