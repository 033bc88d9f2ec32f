"""The worker of the window: one thread that carries something out and tells the bridge at its very end."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.errors import AppError
from app.worker import Worker
from planner.errors import PlannerError

if TYPE_CHECKING:
    from app.clock import StopSwitch
    from app.ui.bridge import Bridge


def on_worker(work: Callable[[Worker[None]], None], *, bridge: "Bridge", switch: "StopSwitch") -> Worker[None]:
    """Started. What it raises becomes the sentence that the window shows."""

    def carry_out(own: Worker[None]) -> None:
        sentence = ""
        try:
            work(own)
        except (AppError, PlannerError) as error:
            sentence = "Stopped." if switch.is_set else str(error)
        except Exception as error:
            sentence = f"It broke ({type(error).__name__}: {error}); please report it."
            raise
        finally:
            bridge.end(sentence)

    worker: Worker[None] = Worker(work=carry_out, switch=switch)
    worker.start()
    return worker
