"""Puts questions to a person on a terminal, to a program over JSON lines, or to nobody.

Decision: standard input is read by a thread of its own with plain reads of the descriptor, so that a stop, or the
question's timeout, ends a question at once, and so that leaving never waits for a line that nobody writes. What comes
while no question is open is thrown away in `--json` mode and on a terminal: a yes must answer what was shown.
"""

import codecs
import json
import os
import queue
import sys
import threading
from collections.abc import Callable
from time import monotonic
from typing import Final, TextIO

from planner.safety.question import Answer, By, Question, QuestionKind

PATIENCE_S: Final = 60.0
HAND_OVER_PATIENCE_S: Final = 600.0
"""Doing something oneself takes longer than saying yes."""

_POLL_S: Final = 0.05
_CHUNK: Final = 65536
_END: Final = None


class NobodyConfirmer:
    """Nobody is there, and nobody there means no."""

    def ask(self, question: Question) -> Answer:
        return _nobody(question)


class TerminalConfirmer:
    """Shows the question on `screen` (standard error) and takes one line from `input_fd` (standard input).

    On a terminal, what was typed before the question is thrown away. The end of input means no.
    """

    def __init__(
        self,
        *,
        stopped: Callable[[], bool],
        input_fd: int = 0,
        screen: TextIO | None = None,
        timeout_s: float = PATIENCE_S,
        hand_over_timeout_s: float = HAND_OVER_PATIENCE_S,
    ) -> None:
        self._stopped = stopped
        self._screen = screen if screen is not None else sys.stderr
        self._lines = _Lines(input_fd)
        self._timeout_s = timeout_s
        self._hand_over_timeout_s = hand_over_timeout_s
        self._input_fd = input_fd
        self._is_terminal = os.isatty(input_fd)

    def ask(self, question: Question) -> Answer:
        if self._is_terminal:
            _flush(self._input_fd)
            self._lines.forget()
        self._lines.start()
        print(shown(question), file=self._screen, flush=True)
        patience_s = self._hand_over_timeout_s if question.kind is QuestionKind.HAND_OVER else self._timeout_s
        line = self._lines.next(monotonic() + patience_s, self._stopped)
        if line is None:
            print("No answer, so: no.", file=self._screen, flush=True)
            return _nobody(question)
        return Answer(question_id=question.id, text=_chosen(question, line.strip()), by=By.PERSON)


class JsonConfirmer:
    """Writes the question as one JSON line and takes the answer as one, as the contract of `--json` has it.

    write: puts one line on standard output, whole, also while other threads write. Reading begins at once, so that an
    answer that comes before its question is seen to be too early.
    """

    def __init__(
        self,
        *,
        write: Callable[[str], None],
        stopped: Callable[[], bool],
        input_fd: int = 0,
        timeout_s: float = PATIENCE_S,
        hand_over_timeout_s: float = HAND_OVER_PATIENCE_S,
    ) -> None:
        self._write = write
        self._stopped = stopped
        self._timeout_s = timeout_s
        self._hand_over_timeout_s = hand_over_timeout_s
        self._one_at_a_time = threading.Lock()
        self._lines = _Lines(input_fd)
        self._lines.start()

    def ask(self, question: Question) -> Answer:
        with self._one_at_a_time:
            self._lines.forget()
            self._write(question_line(question))
            patience_s = self._hand_over_timeout_s if question.kind is QuestionKind.HAND_OVER else self._timeout_s
            deadline_s = monotonic() + patience_s
            while (line := self._lines.next(deadline_s, self._stopped)) is not None:
                if (text := _answer_in(line, question.id)) is not None:
                    return Answer(question_id=question.id, text=text, by=By.PERSON)
            return _nobody(question)


def question_line(question: Question) -> str:
    """The question as the contract has it."""
    has_target = question.target_box is not None or question.target_role or question.target_text
    return json.dumps(
        {
            "type": "question",
            "id": question.id,
            "kind": question.kind.value,
            "text": question.text,
            "verdict": question.verdict.value if question.verdict else None,
            "rule": question.rule,
            "action": question.action,
            "target": {
                "role": question.target_role,
                "text": question.target_text,
                "box": list(question.target_box) if question.target_box else None,
            }
            if has_target
            else None,
            "data": list(question.data),
            "destination": question.destination,
            "irreversible": question.irreversible,
            "phrase": question.phrase,
            "choices": list(question.choices),
            "evidence": list(question.evidence),
        },
        ensure_ascii=False,
        default=int,  # a box may hold numpy's integers
    )


def shown(question: Question) -> str:
    """The question for a terminal: Deskhand's words first, the screen's words apart and marked as such."""
    lines = ["", question.text]
    if question.data:
        lines.append(f"  Data:        {'; '.join(question.data)}")
    if question.destination:
        lines.append(f"  Destination: {question.destination}")
    if question.evidence:
        lines.append("  On the screen (the screen's words, not Deskhand's):")
        lines += [f"    | {line}" for line in question.evidence]
    match question.kind:
        case QuestionKind.CONFIRM:
            lines.append("Type yes to allow it once; anything else means no:")
        case QuestionKind.TYPED:
            lines.append(f"Type exactly this to allow it once, anything else means no:  {question.phrase}")
        case QuestionKind.HAND_OVER:
            lines.append("Do it yourself, then type yes; anything else means no:")
        case QuestionKind.CLARIFY:
            lines += [f"  {number}. {choice}" for number, choice in enumerate(question.choices, 1)]
            lines.append("Type a number or the answer:" if question.choices else "Type the answer:")
    return "\n".join(lines)


def _flush(terminal_fd: int) -> None:
    """Forgets what was typed on a terminal but not read yet."""
    if sys.platform != "win32":
        import termios

        termios.tcflush(terminal_fd, termios.TCIFLUSH)


def _nobody(question: Question) -> Answer:
    return Answer(question_id=question.id, text="", by=By.NOBODY)


def _chosen(question: Question, text: str) -> str:
    """A number stands for the choice with that number."""
    if question.kind is QuestionKind.CLARIFY and text.isdecimal() and 1 <= int(text) <= len(question.choices):
        return text if text in question.choices else question.choices[int(text) - 1]
    return text


def _answer_in(line: str, question_id: str) -> str | None:
    """The answer's text; None for what is no answer to this question."""
    try:
        said = json.loads(line)
    except ValueError:
        return None
    if not isinstance(said, dict) or said.get("id", question_id) != question_id:
        return None
    answer = said.get("answer")
    return answer if isinstance(answer, str) else None


class _Lines:
    """Lines of a descriptor, read by a daemon thread once started."""

    def __init__(self, input_fd: int) -> None:
        self._input_fd = input_fd
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._ended = False

    def start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._read, name="answers", daemon=True)
            self._thread.start()

    def forget(self) -> None:
        """Throws away what came so far."""
        while not self._lines.empty():
            if self._lines.get() is _END:
                self._ended = True

    def next(self, deadline_s: float, stopped: Callable[[], bool]) -> str | None:
        """The next line; None at the end of input, at the deadline, or as soon as the run is stopped."""
        while not self._ended and not stopped():
            left_s = deadline_s - monotonic()
            if left_s <= 0:
                return None
            try:
                line = self._lines.get(timeout=min(_POLL_S, left_s))
            except queue.Empty:
                continue
            if line is not _END:
                return line
            self._ended = True
        return None

    def _read(self) -> None:
        decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
        pending = ""
        while True:
            try:
                data = os.read(self._input_fd, _CHUNK)
            except OSError:  # closed under us, which is the end of input too
                data = b""
            *whole, pending = (pending + decode(data, final=not data)).split("\n")
            for line in whole:
                self._lines.put(line)
            if not data:
                if pending:
                    self._lines.put(pending)
                self._lines.put(_END)
                return
