# ruff: noqa: E501 — HTML is easier to read in one piece
"""Sections to fill in and to press: forms, settings, walls of controls, keypads."""

from collections.abc import Callable

from grounding.training.render.web.maker import Maker


def form(make: Maker) -> str:
    columns = make.chance.choice([1, 1, 2, 3])
    fields = make.some(make.field, 2, 8)
    ticks = (
        make.some(make.check, 0, 4)
        + (make.radios() if make.maybe(0.5) else "")
        + (make.switch() if make.maybe(0.3) else "")
    )
    return f'<div style="display:grid;grid-template-columns:repeat({columns},minmax(0,1fr));gap:0 1.2em">{fields}</div>{ticks}<div class="x-wrap" style="margin-top:.6em">{make.buttons(1, 4)}</div>'


def settings(make: Maker) -> str:
    def line() -> str:
        control = make.chance.choice(
            [
                lambda: make.switch(""),
                lambda: f"<span style='width:11em'>{make.select()}</span>",
                make.button,
                lambda: f"<span style='width:9em'>{make.slider()}</span>",
                lambda: f"<span style='width:6em'>{make.spinner()}</span>",
                lambda: make.icon(16, "chevron-right"),
            ]
        )()
        icon = make.icon(make.chance.choice([16, 20, 24])) if icons else ""
        text = f"<div>{make.words.phrase()}</div>" + (
            f'<small style="opacity:.75">{make.words.sentence()}</small>' if make.maybe(0.5) else ""
        )
        return make.part("list_item", body=f'<div class="x-row">{icon}<div class="x-grow">{text}</div>{control}</div>')

    icons = make.maybe(0.5)
    return f"<h4>{make.words.label()}</h4>" + make.part("list", items=make.some(line, 3, 9))


def controls(make: Maker) -> str:
    """A wall of controls of all kinds."""
    makers: list[Callable[[], str]] = [
        make.button,
        make.button,
        make.icon_button,
        make.icon_button,
        make.link,
        make.dropdown,
        make.select,
        make.badge,
        lambda: make.switch(make.words.label()),
        make.check,
        lambda: f'<span style="width:10em">{make.text_field()}</span>',
        lambda: f'<span style="width:8em">{make.slider()}</span>',
        lambda: f'<span style="width:6em">{make.spinner()}</span>',
        lambda: f'<span style="width:9em">{make.progress()}</span>',
        lambda: make.radios(2, 3),
        make.pages,
    ]
    return (
        f'<div class="x-wrap" style="gap:{make.chance.choice([0.4, 0.8, 1.4])}em">'
        + make.some(lambda: make.chance.choice(makers)(), 5, 24)
        + "</div>"
    )


def keypad(make: Maker) -> str:
    rows = make.chance.choice(
        [
            ["789÷", "456×", "123−", "0.=+"],
            ["123", "456", "789", "*0#"],
            ["qwertyuiop", "asdfghjkl", "zxcvbnm"],
            [
                ["7", "8", "9", "/", "√"],
                ["4", "5", "6", "*", "%"],
                ["1", "2", "3", "-", "("],
                ["0", ",", "=", "+", ")"],
                ["sin", "cos", "tan", "log", "π"],
                ["C", "⌫", "x²", "mod", "±"],
            ],
        ]
    )
    upper = make.maybe(0.5)
    columns = max(len(row) for row in rows)
    keys = "".join(
        make.part("key", text=key.upper() if upper and len(key) == 1 else key, primary=key == "=" or make.maybe(0.05))
        for row in rows
        for key in row
    )
    shown = (
        f'<div style="text-align:right;font-size:1.8em;padding:.2em .4em">{make.words.number()}</div>'
        if make.maybe(0.8)
        else ""
    )
    return f'<div style="width:{make.chance.randint(columns * 36, columns * 80)}px;max-width:100%">{shown}<div style="display:grid;grid-template-columns:repeat({columns},1fr);grid-auto-rows:{make.chance.randint(28, 56)}px;gap:{make.chance.choice([0, 2, 4, 8])}px">{keys}</div></div>'


def bare_fields(make: Maker) -> str:
    """Fields without a border, told only by a line, a ground or their hint."""

    def one() -> str:
        style = make.chance.choice(
            [
                "border-bottom:1px solid #888a",
                "background:#8882;border-radius:6px",
                "border-bottom:2px solid var(--accent,#2a73d9)",
                "border:0",
            ]
        )
        hint = make.words.phrase()
        icon = (
            make.icon(16, make.chance.choice(["search", "user", "mail", "lock", "calendar"])) if make.maybe(0.5) else ""
        )
        value = make.words.phrase() if make.maybe(0.4) else ""
        return f'<div class="x-row" style="{style};padding:.4em .6em;margin:.5em 0">{icon}<input r=text_field class="x-grow x-bare" style="margin:0;padding:0;height:auto;color:inherit;font:inherit" type="{make.chance.choice(["text", "text", "password"])}" value="{value}" placeholder="{hint}">{make.icon_button(16) if make.maybe(0.3) else ""}</div>'

    return make.some(one, 2, 5)


def sign_in(make: Maker) -> str:
    body = (
        make.part(
            "field",
            text=make.words.label(),
            help="",
            control=make.text_field(value=make.words.mail() if make.maybe(0.5) else ""),
        )
        + make.part("field", text=make.words.label(), help="", control=make.password())
        + make.check()
        + make.button(primary=True)
        + f"<p>{make.link(make.words.phrase())}</p>"
    )
    return (
        f'<div style="width:{make.chance.randint(260, 420)}px;max-width:100%;margin:0 auto">'
        + make.part("card", head=make.words.label(), body=body)
        + "</div>"
    )


def playback(make: Maker) -> str:
    size = make.chance.choice([18, 20, 24, 32])
    acts = "".join(make.icon_button(size, name) for name in ("shuffle", "skip", "play", "skip", "repeat"))
    return f'<div class="x-row">{make.drawings.photo(56, 56)}<div class="x-grow"><div>{make.words.phrase()}</div><small>{make.words.person()}</small></div>{acts}<small>{make.words.time()}</small><span class="x-grow">{make.slider()}</span>{make.icon_button(size, "volume")}</div>'
