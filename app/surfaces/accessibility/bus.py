"""A D-Bus line that asks many questions at once: hundreds of nodes must not cost hundreds of round trips."""

import select
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from jeepney import DBusAddress, Message, MessageFlag, MessageType, Parser, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.low_level import HeaderFields

BATCH = 200  # questions under way at a time: enough to keep both ends busy, too few to fill a socket
SILENT_S = 0.7  # nobody answers any more: all that can be answered was
NAP_S = 0.05  # how soon `interrupt` is noticed
RECEIVE_BYTES = 1 << 17

Body = tuple[object, ...]


@dataclass(frozen=True, kw_only=True)
class Call:
    """One method call. body: the arguments, as `signature` says."""

    peer: str
    path: str
    interface: str
    method: str
    signature: str = ""
    body: Body = ()

    def message(self) -> Message:
        address = DBusAddress(self.path, bus_name=self.peer, interface=self.interface)
        call = new_method_call(address, self.method, self.signature or None, self.body)
        call.header.flags = MessageFlag.no_auto_start
        return call


@dataclass(frozen=True, kw_only=True)
class Unanswered:
    """No answer in time, or an error. gone: the object or its application does not exist any more."""

    gone: bool = False


Answer = Body | Unanswered
GONE = ("UnknownObject", "UnknownMethod", "ServiceUnknown", "NameHasNoOwner", "Disconnected")


class LineBroken(Exception):
    """The bus hung up."""


class Bus:
    """One connection. Belongs to one thread, but for `interrupt`."""

    def __init__(self, address: str) -> None:
        """Raises OSError, ValueError when there is nobody at the address."""
        self._line: DBusConnection = open_dbus_connection(bus=address)
        self._parser = Parser()
        self._interrupted = threading.Event()

    def ask_all(self, calls: Sequence[Call], until_s: float) -> list[Answer]:
        """The answers, in the order of the calls, as long as any come. until_s: on the monotonic clock.

        Raises LineBroken.
        """
        answers: list[Answer] = [Unanswered()] * len(calls)
        waiting: dict[int, int] = {}
        position = 0
        try:
            while position < len(calls) or waiting:
                if room := min(BATCH - len(waiting), len(calls) - position):
                    sent = calls[position : position + room]
                    waiting |= {serial: position + index for index, serial in enumerate(self._send(sent))}
                    position += room
                if not self._receive(waiting, answers, until_s):
                    break
        except OSError as error:
            raise LineBroken(str(error)) from error
        return answers

    def ask(self, call: Call, until_s: float) -> Answer:
        return self.ask_all([call], until_s)[0]

    def _send(self, calls: Sequence[Call]) -> list[int]:
        serials = [next(self._line.outgoing_serial) for _ in calls]
        data = b"".join(call.message().serialise(serial) for call, serial in zip(calls, serials, strict=True))
        self._line.sock.sendall(data)
        return serials

    def _receive(self, waiting: dict[int, int], answers: list[Answer], until_s: float) -> bool:
        """Takes what has arrived; False when time is up, when nothing comes or when `interrupt` was called."""
        until_s = min(until_s, time.monotonic() + SILENT_S)
        while True:
            left_s = until_s - time.monotonic()
            if self._interrupted.is_set() or left_s <= 0:
                return False
            if select.select([self._line.sock], [], [], min(left_s, NAP_S))[0]:
                break
        data = self._line.sock.recv(RECEIVE_BYTES)
        if not data:
            raise LineBroken("the accessibility bus hung up")
        self._parser.add_data(data)
        while (message := self._parser.get_next_message()) is not None:
            serial = message.header.fields.get(HeaderFields.reply_serial)
            index = waiting.pop(serial, None) if serial is not None else None
            if index is not None:  # else a signal, or the answer to a question that was given up
                answers[index] = _answer(message)
        return True

    def allow(self) -> None:
        """Forgets an earlier `interrupt`."""
        self._interrupted.clear()

    def interrupt(self) -> None:
        self._interrupted.set()

    def close(self) -> None:
        self._line.close()


def _answer(message: Message) -> Answer:
    if message.header.message_type == MessageType.method_return:
        return tuple(message.body)
    name = str(message.header.fields.get(HeaderFields.error_name, ""))
    return Unanswered(gone=name.endswith(GONE))
