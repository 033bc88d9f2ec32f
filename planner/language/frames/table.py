"""Which function reads which kind of order."""

from collections.abc import Mapping

from planner.language.frames import carrying, choosing, documents, entries, filling, opening, pointing, typing, watching
from planner.language.frames.objects import Frame

FRAMES: Mapping[str, Frame] = {
    "hold": pointing.hold,
    "double_click": pointing.double_click,
    "triple_click": pointing.triple_click,
    "right_click": pointing.right_click,
    "middle_click": pointing.middle_click,
    "modifier_click": pointing.modifier_click,
    "shortcut": documents.shortcut,
    "keys": pointing.keys,
    "put_pointer": pointing.hover,
    "focus": pointing.focus,
    "dialog": documents.dialog,
    "click": pointing.click,
    "hover": pointing.hover,
    "upload": choosing.upload,
    "arithmetic": carrying.arithmetic,
    "append": typing.append,
    "form": entries.form,
    "fill": filling.fill,
    "type": typing.type_text,
    "set": filling.set_value,
    "clear": filling.clear,
    "choose": choosing.choose,
    "uncheck": choosing.uncheck,
    "assert": watching.verify,
    "check": choosing.check,
    "scroll": pointing.scroll,
    "drag": pointing.drag,
    "back": opening.back,
    "switch": opening.switch,
    "visit": opening.visit,
    "open": opening.open_thing,
    "copy": carrying.copy,
    "paste": carrying.paste,
    "compute": carrying.compute,
    "read": carrying.read,
    "wait": watching.wait,
    "save_as": documents.save_as,
    "save": documents.save,
    "search": documents.search,
    "close": opening.close,
    "submit": documents.submit,
}
"""By the names that `verbs.toml` uses."""
