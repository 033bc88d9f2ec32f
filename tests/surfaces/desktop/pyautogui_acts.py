"""Acts by pyautogui in a process of its own, as it binds to the DISPLAY that it was imported with.

Run as a program: pyautogui_acts.py FIELD_X FIELD_Y BUTTON_X BUTTON_Y
"""

import os
import sys

from app.clock import RunClock, StopSwitch
from app.errors import Misuse
from app.surfaces.desktop.pyautogui_input import PyautoguiInput
from planner.actions import Button, Direction
from planner.errors import ActFailed


def main() -> None:
    field_x, field_y, button_x, button_y = (int(word) for word in sys.argv[1:])
    clock = RunClock(switch=StopSwitch())
    try:
        PyautoguiInput(display=":4711", clock=clock)
    except Misuse as error:
        print(error)
    hand = PyautoguiInput(display=os.environ["DISPLAY"], clock=clock)
    hand.click(field_x, field_y, button=Button.LEFT, count=1, modifiers=())
    hand.type_text("Typed by pyautogui: #@{}!", before=lambda: None, chunk=8)
    hand.press(("shift", "home"))
    hand.press(("ctrl", "c"))
    hand.press(("end",))
    hand.press(("ctrl", "v"))
    try:
        hand.type_text("ü", before=lambda: None, chunk=8)
    except ActFailed as error:
        print(error)
    hand.click(button_x, button_y, button=Button.LEFT, count=1, modifiers=())
    hand.scroll(field_x, button_y + 55, direction=Direction.DOWN, notches=2)
    hand.release_all()
    hand.close()


if __name__ == "__main__":
    main()
