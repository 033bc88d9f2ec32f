# ruff: noqa: E501 — HTML is easier to read in one piece
"""Sections of pages: what people have on their screens, made of any kit's parts."""

from collections.abc import Callable

from grounding.training.render.web.maker import Maker
from grounding.training.render.web.theme import font


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


def mail(make: Maker) -> str:
    photos, ticks, star = make.maybe(0.4), make.maybe(0.5), make.maybe(0.5)
    count = make.chance.randint(4, 16)
    active = make.chance.randrange(count * 2)

    def row(at: int) -> str:
        tick = '<input r=checkbox type="checkbox">' if ticks else ""
        left = tick + (make.icon_button(16, "star") if star else "") + (make.avatar(32) if photos else "")
        weight = make.chance.choice([400, 700])
        two = f'<div class="x-cut" style="font-weight:{weight}">{make.words.person()}</div><div class="x-cut">{make.words.phrase()} – {make.words.sentence()}</div>'
        one = f'<div class="x-row"><b class="x-cut" style="width:9em;flex:none;font-weight:{weight}">{make.words.person()}</b><span class="x-cut x-grow">{make.words.sentence()}</span></div>'
        return make.part(
            "list_item",
            active=at == active,
            body=f'<div class="x-row">{left}<div class="x-grow">{one if single else two}</div><small>{make.words.date()}</small></div>',
        )

    single = make.maybe(0.5)
    return make.part("list", items="".join(row(at) for at in range(count)))


def files(make: Maker) -> str:
    def cells() -> str:
        return "".join(
            f"<td>{one}</td>"
            for one in (
                f'<span class="x-row">{make.icon(16, make.chance.choice(["file", "folder"]))}<span>{make.words.file()}</span></span>',
                make.words.size(),
                make.words.label(),
                make.words.date(),
            )
        )

    count = make.chance.randint(5, 20)
    active = make.chance.randrange(count * 2)
    rows = "".join(
        f"<tr r=row {'s=selected class=x-active' if at == active else ''}>{cells()}</tr>" for at in range(count)
    )
    head = "".join(f"<th>{make.words.label()}</th>" for _ in range(4))
    return make.part(
        "table",
        head=f"<thead><tr r=-><!-- -->{head}</tr></thead>" if make.maybe(0.8) else "",
        body=f"<tbody>{rows}</tbody>",
    )


def table(make: Maker) -> str:
    columns, count = make.chance.randint(2, 9), make.chance.randint(3, 18)
    kinds = [
        make.chance.choice(
            [make.words.cell, make.words.number, make.words.label, make.words.date, make.words.person, make.words.price]
        )
        for _ in range(columns)
    ]
    ticks, acts, links = make.maybe(0.3), make.maybe(0.3), make.maybe(0.2)
    sort = make.icon(12, "arrow") if make.maybe(0.3) else ""

    def row() -> str:
        first = '<td><input r=checkbox type="checkbox"></td>' if ticks else ""
        last = f'<td><span class="x-row">{make.some(make.icon_button, 1, 3)}</span></td>' if acts else ""
        if acts and make.maybe(0.05):
            last = f"<td>{make.button()}</td>"
        return (
            f"<tr>{first}"
            + "".join(f"<td>{make.link(kind()) if links and at == 0 else kind()}</td>" for at, kind in enumerate(kinds))
            + f"{last}</tr>"
        )

    head = (
        ("<th></th>" if ticks else "")
        + "".join(f"<th>{make.words.label()} {sort if make.maybe(0.3) else ''}</th>" for _ in range(columns))
        + ("<th></th>" if acts else "")
    )
    wrap = "white-space:nowrap;" if make.maybe(0.4) else ""
    shown = make.part(
        "table",
        head=f"<thead><tr r=->{head}</tr></thead>" if make.maybe(0.85) else "",
        body="<tbody>" + make.some(row, count, count) + "</tbody>",
    )
    return f'<div style="overflow-x:auto;{wrap}">{shown}</div>' + (make.pages() if make.maybe(0.4) else "")


def dashboard(make: Maker) -> str:
    def tile() -> str:
        body = f'<div style="font-size:{make.chance.choice([1.4, 2, 2.6])}em">{make.chance.choice([make.words.number, make.words.price])()}</div><div>{make.words.phrase()}</div>'
        if make.maybe(0.4):
            body += make.progress()
        if make.maybe(0.5):
            body = f'<div class="x-row"><div class="x-grow">{body}</div>{make.icon(make.chance.choice([24, 32, 40, 48]))}</div>'
        return make.part("card", head=make.words.label() if make.maybe(0.5) else "", body=body)

    columns = make.chance.randint(2, 4)
    bars = "".join(
        f'<i style="flex:1;height:{make.chance.randint(5, 100)}%;background:var(--accent,#4682b4)"></i>'
        for _ in range(make.chance.randint(5, 24))
    )
    chart = (
        f'<div style="display:flex;align-items:end;gap:3px;height:{make.chance.randint(60, 160)}px;margin:.8em 0">{bars}</div>'
        if make.maybe(0.4)
        else ""
    )
    return f'<div style="display:grid;grid-template-columns:repeat({columns},minmax(0,1fr));gap:1em">{make.some(tile, columns, columns * 2)}</div>{chart}'


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


def tiles(make: Maker) -> str:
    """Borderless tiles: a drawing with its name below."""
    size, columns = make.chance.choice([20, 24, 32, 40, 48, 64]), make.chance.randint(3, 9)
    photos = make.maybe(0.25)

    def tile() -> str:
        picture = make.drawings.photo(size * 2, size * 2) if photos else make.icon(size)
        return f'<div r=list_item style="display:flex;flex-direction:column;align-items:center;gap:.3em;padding:.6em;text-align:center;min-width:0">{picture}<span style="max-width:100%;overflow-wrap:anywhere">{make.words.label() if make.maybe(0.6) else make.words.file()}</span></div>'

    return f'<div style="display:grid;grid-template-columns:repeat({columns},minmax(0,1fr));gap:.4em">{make.some(tile, columns, columns * 4)}</div>'


def gallery(make: Maker) -> str:
    wide, high = make.chance.randint(90, 260), make.chance.randint(70, 180)

    def picture() -> str:
        under = f"<div>{make.words.label()}</div>" if named else ""
        act = make.button() if acts else ""
        body = f"{make.drawings.photo(wide, high)}{under}{act}"
        return make.part("card", body=body, head="") if cards else f'<div style="max-width:{wide}px">{body}</div>'

    named, acts, cards = make.maybe(0.6), make.maybe(0.3), make.maybe(0.4)
    return f'<div class="x-wrap" style="align-items:start">{make.some(picture, 3, 10)}</div>'


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


def month(make: Maker) -> str:
    first, today = make.chance.randint(-5, 1), make.chance.randint(1, 28)
    days = "".join(f"<th>{make.words.label()[:2]}</th>" for _ in range(7))
    big, rows = make.maybe(0.3), ""
    for week in range(5):
        rows += "<tr r=->"
        for day in range(first + week * 7, first + week * 7 + 7):
            text = str(day) if 1 <= day <= 31 else ""
            event = f"<div>{make.badge()}</div>" if big and text and make.maybe(0.25) else ""
            chosen = 's=selected style="background:var(--accent,#2a73d9);color:#fff"' if day == today else ""
            rows += f'<td r="{"cell" if text else "-"}" {chosen}><div style="{"height:3.5em" if big else "text-align:center"}">{text}{event}</div></td>'
        rows += "</tr>"
    head = f'<div class="x-row">{make.icon_button(16, "chevron-left")}<b class="x-grow" style="text-align:center">{make.words.date()}</b>{make.icon_button(16, "chevron-right")}</div>'
    return f'<div style="width:{"auto" if big else f"{make.chance.randint(220, 360)}px"};max-width:100%">{head}<table class="x-table" style="border:0;width:100%"><tr r=->{days}</tr>{rows}</table></div>'


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


def tree(make: Maker) -> str:
    items, depth = "", 0
    count = make.chance.randint(5, 20)
    active = make.chance.randrange(count)
    for at in range(count):
        leaf = make.maybe(0.5)
        arrow = (
            '<span style="width:14px"></span>'
            if leaf
            else make.icon(14, make.chance.choice(["chevron-right", "chevron-down"]))
        )
        items += make.part(
            "tree_item",
            indent=6 + depth * 18,
            arrow=arrow,
            icon=make.icon(16, "file" if leaf else "folder") if make.maybe(0.8) else "",
            text=make.words.file() if leaf else make.words.label(),
            active=at == active,
        )
        depth = max(0, min(4, depth + make.chance.choice([-1, 0, 0, 1])))
    return f'<div style="width:{make.chance.randint(180, 360)}px;max-width:100%;overflow:hidden">{items}</div>'


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


def plain_rows(make: Maker) -> str:
    """Wide rows without any border; sometimes a drawing before or a mark behind."""
    gap, icons, marks = make.chance.choice([0.3, 0.5, 0.8, 1.1]), make.maybe(0.6), make.maybe(0.4)
    active = make.chance.randrange(12)
    size = make.chance.choice([16, 20, 24, 32])

    def row(at: int) -> str:
        ground = (
            f' s=selected style="background:#8883;padding:{gap}em .8em"'
            if at == active
            else f' style="padding:{gap}em .8em"'
        )
        under = f'<div style="opacity:.7;font-size:.85em">{make.words.phrase()}</div>' if make.maybe(0.3) else ""
        return f'<div r=list_item{ground}><div class="x-row">{make.icon(size) if icons else ""}<div class="x-grow">{make.words.phrase()}{under}</div>{make.icon(16, "chevron-right") if marks else ""}</div></div>'

    return "".join(row(at) for at in range(make.chance.randint(3, 12)))


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


def empty(make: Maker) -> str:
    return f'<div style="display:flex;flex-direction:column;align-items:center;gap:.6em;padding:2em;text-align:center">{make.icon(make.chance.choice([32, 48, 64, 96]))}<h3>{make.words.phrase()}</h3><div>{make.words.sentence()}</div>{make.buttons(0, 2)}</div>'


def notices(make: Maker) -> str:
    return make.some(make.alert, 1, 4)


def tabbed(make: Maker) -> str:
    return (
        make.tabs() + f'<div style="padding:.8em 0">{make.chance.choice([form, table, settings, article])(make)}</div>'
    )


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


def search(make: Maker) -> str:
    found = make.some(
        lambda: (
            f"<p style='margin:.8em 0'>{make.link(make.words.phrase())}<br><small>{make.words.address()}</small><br>{make.words.paragraph(1, 2)}</p>"
        ),
        2,
        7,
    )
    return f'<div class="x-row"><div class="x-grow">{make.text_field()}</div>{make.icon_button(18, "search") if make.maybe(0.5) else make.button()}</div>{found}{make.pages()}'


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
