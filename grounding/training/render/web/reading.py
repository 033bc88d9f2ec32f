# ruff: noqa: E501 — HTML is easier to read in one piece
"""Sections to read: articles, long lines, chats, terminals, editors, notices."""

from grounding.training.render.web.maker import Maker
from grounding.training.render.web.theme import font


def article(make: Maker) -> str:
    def paragraph() -> str:
        words = make.words.paragraph(2, 9)
        if make.maybe(0.35):
            words += f" {make.link(make.words.phrase())} {make.words.sentence()}"
        if make.maybe(0.2):
            words += f" <b>{make.words.label()}</b> <i>{make.words.phrase()}</i> <code>{make.words.file()}</code>"
        photo = (
            f'<div style="float:right;margin:0 0 .5em .8em">{make.drawings.photo(make.chance.randint(80, 260), make.chance.randint(60, 180))}</div>'
            if make.maybe(0.12)
            else ""
        )
        return f"{photo}<p>{words}</p>"

    wide = make.chance.choice(["none", "none", "700px", "900px"])
    points = "<ul>" + make.some(lambda: f"<li>{make.words.phrase()}</li>", 2, 6) + "</ul>" if make.maybe(0.3) else ""
    return f'<div style="max-width:{wide}"><h2>{make.words.phrase()}</h2>{make.some(paragraph, 1, 5)}{points}</div>'


def long_lines(make: Maker) -> str:
    """Single lines of 300 to 1200 pixels."""

    def line() -> str:
        text = make.words.paragraph(1, 3)
        inside = f'<div class="x-cut" style="max-width:{make.chance.randint(300, 1200)}px;font-size:{make.chance.choice([0.85, 1, 1, 1.15])}em">{text}</div>'
        return f'<div class="x-row">{make.icon(16) if make.maybe(0.2) else ""}{inside}</div>'

    return f'<div style="line-height:{make.chance.choice([1.3, 1.6, 2])}">' + make.some(line, 3, 14) + "</div>"


def chat(make: Maker) -> str:
    def message() -> str:
        mine = make.maybe(0.4)
        ground = "var(--accent,#2a73d9);color:#fff" if mine else "#8883"
        bubble = f'<div style="background:{ground};border-radius:{radius}px;padding:.45em .8em;max-width:70%">{make.words.paragraph(1, 2) if make.maybe(0.4) else make.words.phrase()}<div style="font-size:.75em;opacity:.8">{make.words.time()}</div></div>'
        return f'<div style="display:flex;gap:.5em;margin:.5em 0;justify-content:{"flex-end" if mine else "flex-start"}">{"" if mine else make.avatar(32)}{bubble}</div>'

    radius = make.chance.choice([0, 6, 14])
    write = f'<div class="x-row">{make.icon_button(20, "plus")}<div class="x-grow">{make.text_field(value="", hint=make.words.phrase())}</div>{make.icon_button(20, "send")}</div>'
    return make.some(message, 3, 8) + write


def terminal(make: Maker) -> str:
    ground, ink = make.chance.choice(
        [
            ("#000", "#ddd"),
            ("#1e1e2e", "#cdd6f4"),
            ("#300a24", "#fff"),
            ("#fff", "#222"),
            ("#fdf6e3", "#586e75"),
            ("#0d1117", "#7ee787"),
            ("#002b36", "#93a1a1"),
        ]
    )
    numbers, paint = make.maybe(0.4), make.maybe(0.5)
    lines = ""
    for at in range(make.chance.randint(8, 40)):
        code = make.words.code()
        if paint:
            first, _, rest = code.partition(" ")
            code = f'<span style="color:hsl({make.chance.randint(0, 359)} 70% {35 if ground in ("#fff", "#fdf6e3") else 65}%)">{first}</span> {rest}'
        number = f'<span style="opacity:.5;display:inline-block;width:3em">{at + 1}</span>' if numbers else ""
        lines += f'<div style="white-space:nowrap">{number}{code}</div>'
    return f'<div style="background:{ground};color:{ink};padding:.5em .7em;overflow:hidden;font-family:{font(make.chance, "monospace")} !important;font-size:{make.chance.choice([11, 12, 13, 14, 16])}px;line-height:{make.chance.choice([1.1, 1.25, 1.5])}"><style>.x-mono *{{font-family:inherit !important}}</style><div class="x-mono">{lines}</div></div>'


def editor(make: Maker) -> str:
    return f'{make.toolbar()}<div style="border:1px solid #8886;padding:1em;min-height:7em">{make.some(lambda: f"<p>{make.words.paragraph(1, 4)}</p>", 1, 4)}</div><div class="x-row" style="font-size:.85em"><span>{make.words.phrase()}</span><span class="x-grow"></span><span>{make.words.number()}</span></div>'


def folds(make: Maker) -> str:
    return make.some(
        lambda: make.part(
            "fold",
            text=make.words.phrase(),
            open=make.maybe(0.3),
            body=make.words.paragraph(1, 3),
            icon=make.icon(16, "chevron-down"),
        ),
        2,
        6,
    )


def empty(make: Maker) -> str:
    return f'<div style="display:flex;flex-direction:column;align-items:center;gap:.6em;padding:2em;text-align:center">{make.icon(make.chance.choice([32, 48, 64, 96]))}<h3>{make.words.phrase()}</h3><div>{make.words.sentence()}</div>{make.buttons(0, 2)}</div>'


def notices(make: Maker) -> str:
    return make.some(make.alert, 1, 4)


def search(make: Maker) -> str:
    found = make.some(
        lambda: (
            f"<p style='margin:.8em 0'>{make.link(make.words.phrase())}<br><small>{make.words.address()}</small><br>{make.words.paragraph(1, 2)}</p>"
        ),
        2,
        7,
    )
    return f'<div class="x-row"><div class="x-grow">{make.text_field()}</div>{make.icon_button(18, "search") if make.maybe(0.5) else make.button()}</div>{found}{make.pages()}'
