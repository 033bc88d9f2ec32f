# ruff: noqa: E501 — HTML is easier to read in one piece
"""Sections of pages: what people have on their screens, made of any kit's parts."""

from collections.abc import Callable

from grounding.training.render.web.forms import bare_fields, controls, form, keypad, playback, settings, sign_in
from grounding.training.render.web.maker import Maker
from grounding.training.render.web.reading import (
    article,
    chat,
    editor,
    empty,
    folds,
    long_lines,
    notices,
    search,
    terminal,
)
from grounding.training.render.web.records import dashboard, files, gallery, mail, month, plain_rows, table, tiles, tree


def tabbed(make: Maker) -> str:
    return (
        make.tabs() + f'<div style="padding:.8em 0">{make.chance.choice([form, table, settings, article])(make)}</div>'
    )


def scrolled(make: Maker) -> str:
    """Something longer than its pane, with the toolkit's scrollbars."""
    inside = make.chance.choice([article, table, files, plain_rows, tree, terminal])(make)
    return f'<div class="x-scrolled" style="overflow:{make.chance.choice(["auto", "scroll", "auto"])};height:{make.chance.randint(110, 320)}px;border:{make.chance.choice(["0", "1px solid #8886"])}">{inside}</div>'


SECTIONS: dict[Callable[[Maker], str], float] = {
    form: 5, settings: 3, mail: 3, files: 3, table: 5, dashboard: 3, article: 4, long_lines: 3, controls: 5, tiles: 3, gallery: 1.5, keypad: 1.5, month: 1.5,
    chat: 1.5, terminal: 2, editor: 2, tree: 2, folds: 1.5, plain_rows: 3, bare_fields: 2.5, empty: 1, notices: 1.5, tabbed: 2.5, sign_in: 1.5, playback: 1, search: 1.5, scrolled: 3,
}  # fmt: skip


def section(make: Maker) -> str:
    return make.chance.choices(list(SECTIONS), list(SECTIONS.values()))[0](make)
