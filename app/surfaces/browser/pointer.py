"""The mouse in a tab: real pointer events at a point, and what is held down."""

import math
import threading
from collections.abc import Callable, Sequence
from typing import Final

from app.surfaces.browser.keys import MODIFIER_BITS, Key, key_named
from app.surfaces.browser.protocol import CALL_S, Connection, Happened, Json
from app.surfaces.paths import Spot, along
from planner.actions import Button, Direction

NOTCH: Final = 100  # CSS pixels that one notch of a wheel scrolls
STEP: Final = 60.0  # the pointer moves in pieces of about this length
MOST_STEPS: Final = 12
DRAG_STEPS: Final = 14
_BITS: Final = {Button.LEFT: 1, Button.RIGHT: 2, Button.MIDDLE: 4}

Session = Callable[[], str]
Held = Callable[[], bool]


class Hands:
    """What is held down, so that it can be let go from any thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._lock = threading.Lock()
        self._keys: list[tuple[str, Key]] = []
        self._button: tuple[str, Button, float, float] | None = None

    def key_goes_down(self, session: str, key: Key) -> None:
        with self._lock:
            self._keys.append((session, key))

    def key_is_up(self, session: str, key: Key) -> None:
        with self._lock:
            if (session, key) in self._keys:
                self._keys.remove((session, key))

    def button_goes_down(self, session: str, button: Button, x: float, y: float) -> None:
        with self._lock:
            self._button = (session, button, x, y)

    def button_is_up(self) -> None:
        with self._lock:
            self._button = None

    def let_go(self) -> None:
        """Never blocks."""
        with self._lock:
            keys, button = self._keys[::-1], self._button
            self._keys, self._button = [], None
        if button is not None:
            session, which, x, y = button
            self._connection.post(
                "Input.dispatchMouseEvent", session, type="mouseReleased", x=x, y=y, button=which.value, clickCount=1
            )
        for session, key in keys:
            self._connection.post("Input.dispatchKeyEvent", session, **key.event("up", 0))


class Pointer:
    """Moves, clicks, drags and scrolls. Points are CSS pixels of the page, its zoom included."""

    def __init__(self, *, connection: Connection, session: Session, hands: Hands, held: Held) -> None:
        self._connection = connection
        self._session = session
        self._hands = hands
        self._held = held
        self._at = (0.0, 0.0)
        self._dragged: Json = None
        connection.listen(self._listen)

    def move(self, x: float, y: float, modifiers: int = 0) -> None:
        """Over points in between, as a hand would: menus that follow the pointer stay open."""
        start_x, start_y = self._at
        steps = max(1, min(MOST_STEPS, math.ceil(math.dist(self._at, (x, y)) / STEP)))
        tickets = []
        for step in range(1, steps + 1):
            part = step / steps
            here = (start_x + (x - start_x) * part, start_y + (y - start_y) * part)
            tickets.append(self._begin("mouseMoved", *here, modifiers=modifiers))
        self._at = (x, y)
        for ticket in tickets:
            self._connection.result(ticket, held=self._held)

    def click(self, x: float, y: float, *, button: Button, count: int, modifiers: tuple[str, ...]) -> None:
        """Raises PageHeld when a question of the page opened under the click: the click has arrived then."""
        bits = self._press_modifiers(modifiers)
        try:
            self.move(x, y, bits)
            for turn in range(1, max(1, count) + 1):
                self._press(x, y, button, turn, bits)
                self._release(x, y, button, turn, bits)
        finally:
            self._hands.let_go()  # modifiers, and a button that went down when a question of the page came up

    def drag(self, corners: Sequence[Spot]) -> None:
        """From the first of the points over the others to the last."""
        start, end = corners[0], corners[-1]
        session = self._session()
        self._dragged = None
        self._connection.call("Input.setInterceptDrags", session, enabled=True)
        try:
            self.move(*start)
            self._press(*start, Button.LEFT, 1, 0)
            for step, here in enumerate(along(corners, DRAG_STEPS), 1):
                if self._dragged is None:
                    self._connection.result(self._begin("mouseMoved", *here, button="left", buttons=1), held=self._held)
                    self._at = here
                else:
                    self._drag_event("dragEnter" if step == 2 else "dragOver", *here)
            if self._dragged is not None:
                self._drag_event("dragEnter", *end)
                self._drag_event("dragOver", *end)
                self._drag_event("drop", *end)
            self._at = end
            self._release(*end, Button.LEFT, 1, 0)
        finally:
            self._hands.let_go()
            self._connection.post("Input.setInterceptDrags", session, enabled=False)

    def scroll(self, x: float, y: float, *, direction: Direction, notches: int) -> None:
        sign = -1 if direction in (Direction.UP, Direction.LEFT) else 1
        across = direction in (Direction.LEFT, Direction.RIGHT)
        self.move(x, y)
        for _notch in range(notches):
            self._connection.result(
                self._begin(
                    "mouseWheel", x, y, deltaX=sign * NOTCH if across else 0, deltaY=0 if across else sign * NOTCH
                ),
                held=self._held,
            )

    # --- inside -----------------------------------------------------------------------------------------------------

    def _press_modifiers(self, modifiers: tuple[str, ...]) -> int:
        bits = 0
        for name in modifiers:
            key = key_named(name)
            bits |= MODIFIER_BITS.get(name, 0)
            self._hands.key_goes_down(self._session(), key)
            ticket = self._connection.begin("Input.dispatchKeyEvent", self._session(), **key.event("down", bits))
            self._connection.result(ticket, held=self._held)
        return bits

    def _press(self, x: float, y: float, button: Button, count: int, bits: int) -> None:
        self._hands.button_goes_down(self._session(), button, x, y)
        self._connection.result(
            self._begin(
                "mousePressed", x, y, button=button.value, buttons=_BITS[button], clickCount=count, modifiers=bits
            ),
            held=self._held,
            timeout_s=CALL_S,
        )

    def _release(self, x: float, y: float, button: Button, count: int, bits: int) -> None:
        ticket = self._begin("mouseReleased", x, y, button=button.value, clickCount=count, modifiers=bits)
        self._hands.button_is_up()
        self._connection.result(ticket, held=self._held)

    def _begin(self, kind: str, x: float, y: float, **more: Json) -> int:
        return self._connection.begin("Input.dispatchMouseEvent", self._session(), type=kind, x=x, y=y, **more)

    def _drag_event(self, kind: str, x: float, y: float) -> None:
        self._connection.call(
            "Input.dispatchDragEvent", self._session(), held=self._held, type=kind, x=x, y=y, data=self._dragged
        )

    def _listen(self, happened: Happened) -> None:
        if happened.name == "Input.dragIntercepted":
            self._dragged = happened.data.at("data").value
