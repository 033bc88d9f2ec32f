"""`deskhand demo`: three chores on real applications and a real page, each checked from outside.

The one module that names applications: it must open some. Their names are words of the sentences, nothing more.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.run import Display, RunDir
from app.errors import Misuse

if TYPE_CHECKING:
    from app.demo.shop import Shop
    from app.where import Where

EDITORS = ("mousepad", "l3afpad", "gedit", "xed", "pluma")
CALCULATORS = ("galculator", "gnome-calculator", "kcalc", "mate-calc")
SIZE = "1280x800"
ORDER = {
    "name": "Zoë Müller",
    "email": "zoe@example.org",
    "product": "Green tea",
    "quantity": "3",
    "date": "2026-12-24",
    "gift": "yes",
}


@dataclass(frozen=True, kw_only=True)
class Chore:
    """One sentence to carry out, and how its effect is checked without looking at the screen.

    held: what the world holds afterwards; wanted: what it should hold. asks: the purpose of the step that must ask.
    """

    title: str
    words: str
    where: "Where"
    held: Callable[[], object]
    wanted: object
    asks: str = ""


def demo(
    ask: Annotated[bool, typer.Option("--ask", help="Put the question before sending to you.")] = False,
    display: Display = None,
    run_dir: RunDir = None,
) -> int:
    """(a) type and save in an editor, (b) calculate and write it down, (c) fill and send an order form."""
    from app.demo.shop import Shop

    editor, calculator = _first(EDITORS, "a text editor"), _first(CALCULATORS, "a calculator")
    passed = True
    for pixels_only in (False, True):
        mode = "pixels only" if pixels_only else "default mode"
        _say(f"\n== {mode} ==")
        folder = Path(tempfile.mkdtemp(prefix="deskhand-demo-"))
        began_s = time.monotonic()
        try:
            with Shop() as shop:
                held = [
                    _carry_out(chore, shop, ask=ask, run_dir=run_dir)
                    for chore in _chores(editor, calculator, folder, shop, display=display, pixels_only=pixels_only)
                ]
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        passed = passed and all(held)
        print(f"{mode}: {sum(held)} of {len(held)} chores hold, {time.monotonic() - began_s:.1f} s")
    return 0 if passed else 1


def _chores(
    editor: str, calculator: str, folder: Path, shop: "Shop", *, display: str | None, pixels_only: bool
) -> tuple[Chore, ...]:
    from app.cli.run import where_of

    notes, sums = folder / "notes.txt", folder / "sums.txt"
    desktop = where_of(display=display, virtual=None if display else SIZE, pixels_only=pixels_only)
    browser = where_of(browser=True, url=shop.address, pixels_only=pixels_only)
    fill = (
        f'Type "{ORDER["name"]}" in Name, type "{ORDER["email"]}" in E-mail, choose "{ORDER["product"]}" in Product, '
        f'type "{ORDER["quantity"]}" in Quantity, type "{ORDER["date"]}" in Delivery date, check Gift wrap'
    )
    return (
        Chore(
            title="Type two lines in an editor and save them",
            words=f'Open {editor}, type "Deskhand was here.", press Enter, type "It asks before it acts.", '
            f'then save it as "{notes}"',
            where=desktop,
            held=lambda: _lines(notes),
            wanted=["Deskhand was here.", "It asks before it acts."],
        ),
        Chore(
            title="Work out 17*23 in a calculator and write the result into a file",
            words=f"Work out 17*23 in {calculator} and read the result as product. Then open {editor}, "
            f'type the product, and save it as "{sums}"',
            where=desktop,
            held=lambda: _lines(sums),
            wanted=["391"],
        ),
        Chore(
            title="Fill an order form and send it",
            words=f"{fill}, then click Send",
            where=browser,
            held=lambda: [dict(order) for order in shop.orders],
            wanted=[ORDER],
            asks="Send",
        ),
    )


def _carry_out(chore: Chore, shop: "Shop", *, ask: bool, run_dir: Path | None) -> bool:
    from app.cli.run import carry_out, default_confirmer
    from app.cli.runs import show
    from app.compose.parts import read_words
    from app.compose.run import Job
    from app.where import How
    from planner.plan import NotUnderstood

    _say(f"\n{chore.title}:\n  “{chore.words}”")
    plan = read_words(chore.words, chore.where.place)
    if isinstance(plan, NotUnderstood):
        raise Misuse(f"The demo's own sentence was not understood at “{plan.part}”. {plan.nearest}")
    job = Job(plan=plan, where=chore.where, how=How(runs_folder=run_dir))
    began_s = time.monotonic()
    if ask or not chore.asks:
        ended = carry_out(job, confirmer=default_confirmer())
    else:
        from app.demo.asking import DemoConfirmer

        confirmer = DemoConfirmer(address=shop.address, purpose=plan.steps[-1].purpose, show=_say)
        ended = carry_out(job, confirmer=confirmer, also=confirmer.hear)
    if ended.outcome == "stopped":
        raise KeyboardInterrupt  # a stop ends the demo, not this chore alone
    took_s = time.monotonic() - began_s
    held = chore.held()
    good = held == chore.wanted and ended.outcome == "done"
    _say(
        f"  checked from outside: {'it holds' if held == chore.wanted else f'found {held!r}, wanted {chore.wanted!r}'}"
    )
    print(f"{'PASS' if good else 'FAIL'}  {chore.title} ({took_s:.1f} s, {ended.outcome})")
    show(ended.run, run_dir=run_dir)
    return good


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def _first(names: tuple[str, ...], what: str) -> str:
    for name in names:
        if shutil.which(name):
            return name
    raise Misuse(f"The demo needs {what}; install one of {', '.join(names)} (packaging/try.sh does).")


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
