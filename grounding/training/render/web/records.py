# ruff: noqa: E501 — HTML is easier to read in one piece
"""Sections of many things alike: tables, lists of mail and files, trees, tiles, months."""

from grounding.training.render.web.maker import Maker


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
