"""What keys do in the simulated world: editing, moving the focus, pressing, choosing, shortcuts."""

from app.surfaces.simulated.editing import Text
from app.surfaces.simulated.spec import Area, Button, Checkbox, Dropdown, Field, Label
from app.surfaces.simulated.world import World


class Keyboard:
    def __init__(self, world: World) -> None:
        self._world = world
        self._ahead = ""
        self._typed = 0

    def type(self, text: str) -> None:
        """Character by character; a line break is Enter, a tab is Tab."""
        for character in text:
            self._typed += 1
            if self._typed in self._world.spec.faults.keys_lost:
                continue
            if character == "\n":
                self.press(("enter",))
            elif character == "\t":
                self.press(("tab",))
            else:
                self._character(character)
        self._ahead = ""

    def press(self, chord: tuple[str, ...]) -> None:
        front = self._world.front
        for keys, deed in front.spec.shortcuts if front else ():
            if keys == chord:
                deed(self._world)
                return
        *modifiers, key = chord
        if "ctrl" in modifiers:
            self._editing(key)
        elif key == "tab":
            self._tab(-1 if "shift" in modifiers else 1)
        elif key == "enter":
            self._enter()
        elif key == "escape":
            self._escape()
        elif key == "space":
            self._space()
        elif len(key) == 1:
            self._character(key.upper() if "shift" in modifiers else key)
        else:
            self._named(key, extend="shift" in modifiers)

    # --- one kind of key each -------------------------------------------------------------------------------------

    def text(self) -> Text | None:
        """The text that has the keyboard."""
        shown = self._world.find(self._world.focus)
        if shown is None or not shown.enabled or not isinstance(shown.live.spec, Field | Area):
            return None
        return shown.live.text

    def _character(self, character: str) -> None:
        text = self.text()
        if text is not None:
            text.insert(character)
            return
        shown = self._world.find(self._world.focus)
        if shown is None:
            return
        if isinstance(shown.live.spec, Dropdown):
            self._ahead += character.casefold()
            choice = next((o for o in shown.live.spec.options if o.casefold().startswith(self._ahead)), None)
            if choice is not None:
                self._world.set_text(shown.key, choice)
        elif character == " ":
            self._space()

    def _space(self) -> None:
        shown = self._world.find(self._world.focus)
        if shown is not None and isinstance(shown.live.spec, Button | Checkbox):
            self._world.press(shown.key)
        else:
            text = self.text()
            if text is not None:
                text.insert(" ")

    def _enter(self) -> None:
        world = self._world
        shown = world.find(world.focus)
        spec = shown.live.spec if shown else None
        if isinstance(spec, Area) and shown is not None and shown.enabled:
            shown.live.text.insert("\n")
        elif world.open_list:
            world.open_list = ""
        elif isinstance(spec, Button):
            world.press(spec.key)
        else:
            front = world.front
            if front is not None and front.spec.default:
                world.press(front.spec.default)

    def _escape(self) -> None:
        world, front = self._world, self._world.front
        if world.open_list:
            world.open_list = ""
        elif front is not None and front.spec.modal:
            world.shut(front.spec.key)

    def _tab(self, way: int) -> None:
        world, front = self._world, self._world.front
        if front is None:
            return
        stops = [s.key for s in world.shown(front) if s.enabled and not isinstance(s.live.spec, Label)]
        if not stops:
            return
        at = stops.index(world.focus) if world.focus in stops else (-1 if way > 0 else 0)
        world.focus = stops[(at + way) % len(stops)]
        world.open_list = ""
        text = self.text()
        if text is not None:
            text.select_all()

    def _editing(self, key: str) -> None:
        text = self.text()
        if text is None:
            return
        if key == "a":
            text.select_all()
        elif key in ("c", "x") and not self._is_secret():
            self._world.clipboard = text.selected or self._world.clipboard
            if key == "x" and text.selected:
                text.insert("")
        elif key == "v":
            text.insert(self._world.clipboard)
        elif key in ("home", "end"):
            text.move(0 if key == "home" else len(text.content), extend=False)

    def _is_secret(self) -> bool:
        shown = self._world.find(self._world.focus)
        return shown is not None and isinstance(shown.live.spec, Field) and shown.live.spec.secret

    def _named(self, key: str, *, extend: bool) -> None:
        shown = self._world.find(self._world.focus)
        if shown is not None and isinstance(shown.live.spec, Dropdown) and key in ("up", "down"):
            options = shown.live.spec.options
            at = options.index(shown.live.text.content) if shown.live.text.content in options else -1
            step = 1 if key == "down" else -1
            self._world.set_text(shown.key, options[max(0, min(len(options) - 1, at + step))])
            return
        text = self.text()
        if text is None:
            if key in ("page_up", "page_down"):
                self._world.scroll(None, 6 if key == "page_down" else -6)
            return
        if key in ("backspace", "delete"):
            text.erase(forward=key == "delete")
        elif key in ("left", "right"):
            text.move(text.caret + (1 if key == "right" else -1), extend=extend)
        elif key in ("home", "end"):
            text.move(text.line_start() if key == "home" else text.line_end(), extend=extend)
