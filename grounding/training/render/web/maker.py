# ruff: noqa: E501 — HTML is easier to read in one piece
"""What sections are made with: one kit, its words and its drawings, and the single controls in random states."""

import random
from collections.abc import Callable, Sequence

from grounding.training.render.web.drawings import Drawings
from grounding.training.render.web.kit import Kit, Value
from grounding.training.render.web.words import Words


class Maker:
    """The hands of a page. Every method returns HTML."""

    def __init__(self, chance: random.Random, *, kit: Kit, words: Words, drawings: Drawings) -> None:
        self.chance, self.kit, self.words, self.drawings = chance, kit, words, drawings
        self._groups = 0

    def part(self, part: str, /, **values: Value) -> str:
        return self.kit.part(self.chance, part, **values)

    def maybe(self, share: float) -> bool:
        return self.chance.random() < share

    def some(self, make: Callable[[], str], low: int, high: int) -> str:
        return "".join(make() for _ in range(self.chance.randint(low, high)))

    def icon(self, size: int = 0, wanted: str = "") -> str:
        return self.drawings.icon(size=size, wanted=wanted)[0]

    def avatar(self, size: int = 0) -> str:
        size = size or self.chance.choice([24, 32, 40, 48])
        return self.drawings.photo(size, size, kind="x-avatar")

    def button(self, *, primary: bool | None = None) -> str:
        icon = self.icon(self.chance.choice([14, 16, 18])) if self.maybe(0.25) else ""
        return self.part(
            "button",
            text=self.words.label(),
            icon=icon,
            primary=self.maybe(0.35) if primary is None else primary,
            disabled=self.maybe(0.07),
        )

    def buttons(self, low: int = 1, high: int = 3) -> str:
        return self.some(self.button, low, high)

    def icon_button(self, size: int = 0, wanted: str = "") -> str:
        svg, name = self.drawings.icon(size=size, wanted=wanted)
        return self.part("icon_button", icon=svg, name=name, active=self.maybe(0.1), disabled=self.maybe(0.07))

    def close(self) -> str:
        return self.icon_button(self.chance.choice([14, 16, 20]), "x") if self.maybe(0.85) else ""

    def link(self, text: str = "") -> str:
        return self.part("link", text=text or self.words.label())

    def text_field(self, *, value: str | None = None, hint: str = "", kind: str = "text") -> str:
        makers = [
            self.words.label,
            self.words.phrase,
            self.words.mail,
            self.words.number,
            self.words.person,
            self.words.path,
            self.words.address,
            self.words.sentence,
        ]
        if value is None:
            value = self.chance.choice(makers)() if self.maybe(0.5) else ""
        if not value and not hint and self.maybe(0.7):
            hint = self.words.phrase()
        return self.part(
            "text_field", type=kind, value=value, hint=hint, name=self.words.label(), disabled=self.maybe(0.06)
        )

    def password(self) -> str:
        return self.text_field(kind="password", value="x" * self.chance.randint(4, 14))

    def text_area(self) -> str:
        value = self.words.paragraph(1, 5) if self.maybe(0.65) else ""
        return self.part(
            "text_area",
            rows=self.chance.randint(2, 7),
            value=value,
            hint=self.words.phrase() if self.maybe(0.7) else "",
            name=self.words.label(),
        )

    def options(self, low: int = 3, high: int = 9) -> str:
        count = self.chance.randint(low, high)
        chosen = self.chance.randrange(count)
        return "".join(
            f"<option {'selected' if at == chosen else ''}>{self.words.label()}</option>" for at in range(count)
        )

    def select(self) -> str:
        return self.part("select", options=self.options(), name=self.words.label(), disabled=self.maybe(0.06))

    def list_box(self) -> str:
        return self.part("list_box", options=self.options(4, 20), rows=self.chance.randint(3, 8))

    def dropdown(self) -> str:
        return self.part(
            "dropdown",
            text=self.words.label(),
            icon=self.icon(14, self.chance.choice(["chevron-down", "caret-down"])),
            open=self.maybe(0.1),
        )

    def _text(self) -> str:
        return self.words.phrase() if self.maybe(0.5) else self.words.label()

    def check(self) -> str:
        return self.part("check", text=self._text(), checked=self.maybe(0.5), disabled=self.maybe(0.08))

    def radios(self, low: int = 2, high: int = 5) -> str:
        self._groups += 1
        count = self.chance.randint(low, high)
        chosen = self.chance.randrange(count + 1)
        return "".join(
            self.part(
                "radio",
                text=self._text(),
                group=f"group{self._groups}",
                checked=at == chosen,
                disabled=self.maybe(0.06),
            )
            for at in range(count)
        )

    def switch(self, text: str | None = None) -> str:
        return self.part("switch", text=self._text() if text is None else text, checked=self.maybe(0.5))

    def slider(self) -> str:
        return self.part(
            "slider", value=self.chance.randint(0, 100), name=self.words.label(), disabled=self.maybe(0.06)
        )

    def spinner(self) -> str:
        return self.part(
            "spinner",
            value=self.chance.choice([self.chance.randint(0, 20), self.chance.randint(0, 5000)]),
            name=self.words.label(),
        )

    def progress(self) -> str:
        return self.part("progress", value=self.chance.randint(3, 100), striped=self.maybe(0.3))

    def badge(self) -> str:
        return self.part("badge", text=self.chance.choice([self.words.label, self.words.number])())

    def control(self) -> str:
        """Any single field of a form."""
        return self.chance.choices(
            [self.text_field, self.select, self.spinner, self.text_area, self.slider, self.password, self.list_box],
            [8, 4, 2.5, 3, 2, 1.5, 1.2],
        )[0]()

    def field(self) -> str:
        return self.part(
            "field", text=self._text(), control=self.control(), help=self.words.phrase() if self.maybe(0.15) else ""
        )

    def tabs(self) -> str:
        count = self.chance.randint(2, 6)
        active = self.chance.randrange(count)
        icons = self.maybe(0.25)
        return self.part("tabs", items="".join(
            self.part("tab", text=self.words.label(), icon=self.icon(16) if icons else "", active=at == active) for at in range(count)
        ))  # fmt: skip

    def menu(self) -> str:
        count = self.chance.randint(3, 12)
        icons, active = self.maybe(0.5), self.chance.randrange(count * 2)
        items = ""
        for at in range(count):
            if at and self.maybe(0.15):
                items += self.part("menu_line")
            items += self.part(
                "menu_item", text=self.words.label() if self.maybe(0.7) else self.words.phrase(), icon=self.icon(self.chance.choice([14, 16, 18])) if icons else "",
                shortcut=self.words.shortcut() if self.maybe(0.35) else "", active=at == active, disabled=self.maybe(0.1),
            )  # fmt: skip
        return self.part("menu", items=items)

    def menu_bar(self) -> str:
        return self.part(
            "menu_bar",
            items=self.some(lambda: self.part("menu_bar_item", text=self.words.label(), active=self.maybe(0.06)), 3, 9),
        )

    def crumbs(self) -> str:
        return self.part("crumbs", items=self.some(lambda: self.part("crumb", text=self.words.label()), 2, 4))

    def pages(self) -> str:
        count = self.chance.randint(3, 8)
        active = self.chance.randrange(count)
        return self.part(
            "pages", items="".join(self.part("page", text=str(at + 1), active=at == active) for at in range(count))
        )

    def alert(self) -> str:
        return self.part(
            "alert",
            text=self.words.sentence(),
            icon=self.icon(18, self.chance.choice(["info", "alert", "check"])) if self.maybe(0.6) else "",
            close=self.close() if self.maybe(0.5) else "",
        )

    def toolbar(self) -> str:
        size = self.chance.choice([14, 16, 16, 18, 20, 24, 32])
        makers: Sequence[Callable[[], str]] = [
            lambda: self.icon_button(size),
            self.select,
            self.dropdown,
            self.button,
            lambda: self.part("group", items=self.some(lambda: self.icon_button(size), 2, 4)),
            lambda: '<span style="width:1px;height:1.6em;background:#8887;margin:0 .3em"></span>',
        ]
        return self.part(
            "toolbar", items=self.some(lambda: self.chance.choices(makers, [12, 0.6, 0.6, 0.8, 1.2, 1.5])[0](), 5, 22)
        )

    def bar(self) -> str:
        right = self.some(
            lambda: self.chance.choice(
                [self.icon_button, self.button, self.link, lambda: self.avatar(32), self.icon_button]
            )(),
            0,
            4,
        )
        if self.maybe(0.35):
            right = (
                f'<span style="width:{self.chance.randint(120, 260)}px">{self.text_field(hint=self.words.label(), value="")}</span>'
                + right
            )
        count = self.chance.randint(2, 7)
        active = self.chance.randrange(count)
        return self.part(
            "bar",
            brand=self.words.label(),
            right=right,
            items="".join(self.part("bar_item", text=self.words.label(), active=at == active) for at in range(count)),
        )

    def side(self, low: int = 4, high: int = 14) -> str:
        count = self.chance.randint(low, high)
        icons, active, items = self.maybe(0.7), self.chance.randrange(count), ""
        size = self.chance.choice([14, 16, 18, 20, 24])
        for at in range(count):
            if self.maybe(0.12):
                items += self.part("side_title", text=self.words.label())
            items += self.part(
                "side_item",
                text=self.words.label(),
                icon=self.icon(size) if icons else "",
                badge=self.badge() if self.maybe(0.1) else "",
                active=at == active,
            )
        return self.part("side", items=items)

    def dialog(self) -> str:
        body = self.chance.choice([
            lambda: f"<p>{self.words.sentence()}</p>",
            lambda: f"<p>{self.words.paragraph(1, 3)}</p>" + self.check(),
            lambda: self.some(self.field, 1, 4),
            lambda: self.radios() + self.some(self.check, 0, 3),
            lambda: self.progress() + f"<p>{self.words.phrase()}</p>",
        ])()  # fmt: skip
        return self.part(
            "dialog",
            head=self.words.phrase() if self.maybe(0.5) else self.words.label(),
            close=self.close() if self.maybe(0.8) else "",
            body=body,
            buttons=self.buttons(1, 3),
        )
