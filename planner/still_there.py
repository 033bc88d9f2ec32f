"""Right before an act: what was aimed at some looks ago is aimed at anew where it is now, or told to be gone.

Decision: where the picture at that place is as it was when the place was chosen, nothing is asked; it costs nothing
where nothing changed. Where it is not, the structure says where the element is now, and without one its words are read
again. What looks otherwise and has neither is let pass: a drawing that lights up under the pointer is the same drawing.
"""

from dataclasses import dataclass, replace

from grounding.geometry import Point
from grounding.screen import Element, Look, ParsedScreen, Role, Structure, Target
from planner.find import Finder, Sight
from planner.held import drawn_anew
from planner.likeness import reads_as
from planner.ports import Eyes, Gone, Surface
from planner.settle import touches

LETTERS = 3
"""Fewer are easily misread."""
_SAYS_ITS_NAME = frozenset({Role.BUTTON, Role.LINK, Role.MENU_ITEM, Role.OPTION})


@dataclass(frozen=True, kw_only=True)
class StillThere:
    surface: Surface
    eyes: Eyes
    finder: Finder

    def sight(self, target: Target) -> Sight | str:
        """The target where it is now, since it was chosen somebody else may have changed the screen; or what became of
        it, as the end of "it ..."."""
        look = self.finder.present()
        aimed = self.aimed(target, look)
        if isinstance(aimed, str):
            return aimed
        elements = look.structure.elements if isinstance(look.structure, Structure) else ()
        screen = ParsedScreen(screenshot=look.screenshot, elements=elements, surroundings=look.surroundings)
        return Sight(look=look, screen=screen, found=aimed)

    def aimed(self, target: Target, now: Look) -> Target | str:
        """The target where it is now; or what became of it, as the end of "it ..."."""
        seen = self.finder.seen(target.screenshot_id)
        element = target.element
        if seen is None or not touches(self.eyes.changed(seen, now.screenshot), element.box):
            return target
        if not element.handle:
            return target if self._says_the_same(element, now) else "looks otherwise now"
        fresh = self.surface.inspect(element)
        if isinstance(fresh, Gone):
            anew = drawn_anew(element, now)
            if anew is None:
                return target if self._says_the_same(element, now) else "went away"
            fresh = anew
        if not isinstance(fresh, Element):
            return target
        there = replace(
            target,
            screenshot_id=now.screenshot.id,
            element=replace(element, box=fresh.box, handle=fresh.handle),
            point=_moved(target, fresh),
        )
        if not now.screenshot.box.contains(there.point):
            return "moved out of sight"
        if self.surface.hit(there.element, there.point.x, there.point.y) is False:
            return "is covered by something now"
        return there

    def _says_the_same(self, element: Element, now: Look) -> bool:
        if element.role not in _SAYS_ITS_NAME or sum(sign.isalnum() for sign in element.text) < LETTERS:
            return True  # what holds a value says another one after each of our own acts
        said = " ".join(line.text for line in self.eyes.read(now, element.box.clipped(now.screenshot.box)))
        return reads_as(element.text, said) or reads_as(said, element.text)


def _moved(target: Target, fresh: Element) -> Point:
    was, now = target.element.box, fresh.box
    if (was.width, was.height) == (now.width, now.height):
        return target.point.moved(now.left - was.left, now.top - was.top)
    return target.point if now.contains(target.point) else now.center
