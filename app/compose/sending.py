"""The log of what Deskhand sends: written by whoever acts, read by whoever records beside it."""

import os
from contextlib import ExitStack

from app.surfaces.sent import Note, SentByUs, SentLog


def sent_to(place: str, stack: ExitStack) -> Note:
    from app.surfaces.display_lock import lock_folder

    log = SentLog(place=place, folder=lock_folder(os.environ))
    stack.callback(log.close)
    return log.note


def sent_by_us(place: str) -> SentByUs:
    from app.surfaces.display_lock import lock_folder

    return SentByUs(place=place, folder=lock_folder(os.environ))
