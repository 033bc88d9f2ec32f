"""Reads the windows of an X server: their stacking, and what each says of itself.

All requests of a step travel together (python-xlib's deferred replies), so a full reading takes a few round trips.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from Xlib import X, Xatom
from Xlib.display import Display
from Xlib.error import XError
from Xlib.ext import shape
from Xlib.protocol import request
from Xlib.protocol.rq import ReplyRequest

from grounding.geometry import Box

_DEEPEST = 8
_MOST_CARDINALS = 4096
_SHAPE_INPUT = 2
_DETAILS = (
    *("_NET_WM_NAME", "WM_NAME", "WM_CLASS", "_NET_WM_PID", "_NET_FRAME_EXTENTS", "_GTK_FRAME_EXTENTS"),
    "_NET_WM_WINDOW_TYPE",
)


@dataclass(frozen=True, kw_only=True)
class Place:
    """A child of the root. box: in root coordinates, border included."""

    id: int
    box: Box
    viewable: bool
    override: bool


@dataclass(frozen=True, kw_only=True)
class Stack:
    """What the server says of the root's children, lowest first, and of the clients that they hold."""

    places: tuple[Place, ...]
    clients: Mapping[int, int]  # root child -> client window inside it
    hidden: tuple[int, ...]  # managed, but minimised or on another workspace
    active: int
    root: Box


def seen(place: Place, root: Box) -> bool:
    """Whether any of it is on the screen: not the helper windows of one pixel that toolkits keep."""
    return place.viewable and place.box.clipped(root).area > 1


def read_stack(server: Display) -> Stack:
    root = server.screen().root
    geometry = root.get_geometry()
    children = [int(child.id) for child in root.query_tree().children]
    box = Box(0, 0, int(geometry.width), int(geometry.height))
    places = _places(server, children)
    # Both lists: while a window is being minimised, the one by stacking may lack it.
    lists = [numbers_of(server, root.id, name) for name in ("_NET_CLIENT_LIST_STACKING", "_NET_CLIENT_LIST")]
    listed = tuple(dict.fromkeys(client for clients in lists for client in clients))
    if listed:
        around = {client: root_child(server, client) for client in listed}
    else:
        around = {client: child for child in children if (client := _client_inside(server, child))}
    visible = {place.id for place in places if seen(place, box)}
    active = next(iter(numbers_of(server, root.id, "_NET_ACTIVE_WINDOW")), 0)
    if not active:
        focus = server.get_input_focus().focus
        child = 0 if isinstance(focus, int) else root_child(server, focus.id)
        active = next((client for client, outer in around.items() if outer == child), child)
    clients = {child: client for client, child in around.items()}
    return Stack(
        places=tuple(places),
        clients=clients,
        hidden=tuple(client for client, child in around.items() if child not in visible),
        active=active,
        root=box,
    )


@dataclass(frozen=True, kw_only=True)
class Detail:
    """passing: shown only while the application starts."""

    title: str
    app: str
    pid: int
    box: Box
    frame: tuple[int, int, int, int]  # left, right, top, bottom: around the client
    shadow: tuple[int, int, int, int]  # the same: inside the client, drawn by itself and no part of it to the eye
    passing: bool


def _places(server: Display, children: Sequence[int]) -> list[Place]:
    asked = [
        (
            child,
            request.GetWindowAttributes(display=server.display, defer=True, window=child),
            request.GetGeometry(display=server.display, defer=True, drawable=child),
        )
        for child in children
    ]
    places = []
    for child, attributes, geometry in asked:
        if not (_answered(attributes) & _answered(geometry)):  # both are asked for, whatever the first says
            continue
        border = 2 * int(geometry.border_width)
        places.append(
            Place(
                id=child,
                box=Box(
                    int(geometry.x),
                    int(geometry.y),
                    int(geometry.x) + int(geometry.width) + border,
                    int(geometry.y) + int(geometry.height) + border,
                ),
                viewable=attributes.map_state == X.IsViewable and attributes.win_class == X.InputOutput,
                override=bool(attributes.override_redirect),
            )
        )
    return places


def read_details(server: Display, windows: Sequence[int]) -> dict[int, Detail]:
    atoms = [server.display.get_atom(name) for name in _DETAILS]
    splash = server.display.get_atom("_NET_WM_WINDOW_TYPE_SPLASH")
    root = server.screen().root.id
    asked = []
    for window in windows:
        geometry = request.GetGeometry(display=server.display, defer=True, drawable=window)
        corner = request.TranslateCoords(
            display=server.display, defer=True, src_wid=window, dst_wid=root, src_x=0, src_y=0
        )
        properties = [
            request.GetProperty(
                display=server.display,
                defer=True,
                delete=False,
                window=window,
                property=atom,
                type=X.AnyPropertyType,
                long_offset=0,
                long_length=256,
            )
            for atom in atoms
        ]
        asked.append((window, geometry, corner, properties))
    details = {}
    for window, geometry, corner, properties in asked:
        answers = [_answered(reply) for reply in (geometry, corner, *properties)]
        if not all(answers):
            continue
        name, old_name, wm_class, pid, frame, shadow, kinds = properties
        left, top = int(corner.x), int(corner.y)
        details[window] = Detail(
            title=_text(name) or _text(old_name),
            app=_text(wm_class).rstrip("\0").rpartition("\0")[2],
            pid=next(iter(_cardinals(pid)), 0),
            box=Box(left, top, left + int(geometry.width), top + int(geometry.height)),
            frame=_four(_cardinals(frame)),
            shadow=_four(_cardinals(shadow)),
            passing=splash in _cardinals(kinds),
        )
    return details


def _answered(reply: ReplyRequest) -> bool:
    try:
        reply.reply()
    except XError:
        return False  # the window is gone
    return True


def _text(reply: request.GetProperty) -> str:
    if reply.value is None or reply.value[0] != 8:
        return ""
    raw = bytes(reply.value[1])
    return raw.decode("latin-1" if reply.property_type == Xatom.STRING else "utf-8", errors="replace")


def _cardinals(reply: request.GetProperty) -> tuple[int, ...]:
    if reply.value is None or reply.value[0] != 32:
        return ()
    return tuple(int(number) for number in reply.value[1])


def _four(numbers: Sequence[int]) -> tuple[int, int, int, int]:
    return (numbers[0], numbers[1], numbers[2], numbers[3]) if len(numbers) == 4 else (0, 0, 0, 0)


def numbers_of(server: Display, window: int, name: str) -> tuple[int, ...]:
    reply = request.GetProperty(
        display=server.display,
        delete=False,
        window=window,
        property=server.display.get_atom(name),
        type=X.AnyPropertyType,
        long_offset=0,
        long_length=_MOST_CARDINALS,
    )
    return _cardinals(reply)


def root_child(server: Display, window: int) -> int:
    for ancestor, parent, root in _ancestors(server, window):
        if parent == root:
            return ancestor
    return window


def _ancestors(server: Display, window: int) -> Iterator[tuple[int, int, int]]:
    for _ in range(_DEEPEST):
        try:
            tree = request.QueryTree(display=server.display, window=window)
        except XError:
            return
        parent = 0 if isinstance(tree.parent, int) else int(tree.parent.id)
        yield window, parent, int(tree.root.id)
        if not parent:
            return
        window = parent


def _client_inside(server: Display, child: int, depth: int = 3) -> int:
    """For a window manager without lists: the window inside a frame that carries WM_STATE; 0 for none."""
    try:
        if numbers_of(server, child, "WM_STATE"):
            return child
        if not depth:
            return 0
        inside = request.QueryTree(display=server.display, window=child).children
    except XError:
        return 0
    return next((client for window in inside if (client := _client_inside(server, int(window.id), depth - 1))), 0)


def lets_input_through(server: Display, place: Place, root: Box) -> bool:
    """Whether a big unmanaged window takes no clicks: the overlay of a compositor, a screen dimmer."""
    if not place.override or place.box.clipped(root).area < root.area // 2 or not server.has_extension("SHAPE"):
        return False
    try:
        found = shape.GetRectangles(
            display=server.display,
            opcode=server.display.get_extension_major("SHAPE"),
            window=place.id,
            source_kind=_SHAPE_INPUT,
        )
    except XError:
        return False
    return not found.rectangles
