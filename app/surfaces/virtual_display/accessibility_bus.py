"""Accessibility switched on, on a bus of our own: without this, programs offer hardly a node."""

from types import TracebackType
from typing import Self

from jeepney import DBusAddress, Message, MessageType, Properties, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

NAME = "org.a11y.Bus"
PATH = "/org/a11y/bus"
STATUS = "org.a11y.Status"
ANSWER_S = 5.0


class AccessibilityBus:
    """A short connection to the session bus while a display is being set up."""

    def __init__(self, address: str) -> None:
        self._line: DBusConnection = open_dbus_connection(bus=address)

    def is_up(self) -> bool:
        """Whether the launcher answers and its own bus is running."""
        if not self._ask(message_bus.NameHasOwner(NAME)).body[0]:
            return False
        reply = self._ask(new_method_call(DBusAddress(PATH, bus_name=NAME, interface=NAME), "GetAddress"))
        return reply.header.message_type == MessageType.method_return and bool(reply.body[0])

    def switch_on(self) -> None:
        status = Properties(DBusAddress(PATH, bus_name=NAME, interface=STATUS))
        self._ask(status.set("IsEnabled", "b", True))

    def _ask(self, message: Message) -> Message:
        return self._line.send_and_get_reply(message, timeout=ANSWER_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._line.close()
