"""Every element of a screen, ranked by how well it answers a query."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from grounding.locator.belonging import belonging
from grounding.locator.blanks import drawn_as_button, field_of
from grounding.locator.calling import Called, Wording, called, wording
from grounding.locator.crossing import crossing
from grounding.locator.deeds import deeds_before_things
from grounding.locator.labels import Name, beside_label, titles
from grounding.locator.lines import joined_lines, middle_of_words
from grounding.locator.looks import drawn
from grounding.locator.order import ALIKE, ENOUGH, Ranked, once, ordered
from grounding.locator.relations import stands, words_of
from grounding.locator.roles import CONTAINERS, FIELDS, TEXTS, TOGGLES, Fit, fit, only_when_asked, role_words
from grounding.locator.scene import Scene, arrow_of, own_names
from grounding.locator.synonyms import areas_named
from grounding.locator.words import PARTLY, How
from grounding.screen import Element, ElementId, FoundBy, Query, Related, Relation, Role

_MAX_DEPTH = 4
_SELDOM = frozenset({Role.DROPDOWN, Role.SLIDER, Role.SPINNER})
"""Kinds of which a screen may have just one."""
_TRAILS = frozenset({"breadcrumb", "breadcrumbs", "breadcrumb trail", "path", "path bar", "location bar"})
_OF = re.compile(r"(\S.*?)\s+of\s+(?:the\s+|an?\s+)?(\S.*)", re.I)
_STEP = re.compile(r"\S\s*[>›»❯/|]\s+\S|\S\s+[>›»❯/|]\s*\S")
"""What parts the places of a trail that was read as one line."""
_THE_SAME = frozenset({How.SAME, How.SAME_BUT_MARKS, How.SAME_WORDS})
_WORD_FOR_WORD = 0.9
_ANOTHERS = 0.2
_APART = 0.85
"""What a candidate counts for that does not stand where a word like "of" may have put it."""


def rank(query: Query, scene: Scene, *, depth: int = 0, containers: bool = False) -> list[Ranked]:
    """Best first; of equals, the first in reading order. containers: whether unasked containers count too."""
    if query.literal and depth == 0 and (word_for_word := _word_for_word(query, scene)):
        return word_for_word
    if depth == 0 and (of_another := _of_another(query, scene)):
        return of_another
    found = _by_name_or_look(query, scene, containers) if query.text else list(_by_role(query, scene))
    if query.role in FIELDS and query.text:
        found += _blank_fields(query, scene, found)
    if query.role in _SELDOM and query.text and not query.exact:
        found += _only_of_kind(query, scene, found)
    found = deeds_before_things(found, query, scene.elements)
    if query.role in FIELDS | TOGGLES:
        found = _labelled_before_labels(found, query)
    found = [_in_context(one, query, scene) for one in found]
    for related in query.relations:
        found = _related(found, related, query, scene, depth)
    if not found or max(one.score for one in found) < ENOUGH:
        found = [*found, *_crossed(query, scene, depth)]
    found.sort(key=lambda one: (-round(one.score, 4), one.element.box.area))
    found = _buttons_before_titles(found, query, scene)
    if query.text and not containers:
        found = once(found)
    return ordered(found, query)


def _word_for_word(query: Query, scene: Scene) -> list[Ranked]:
    """What is called just as was said, though the words could mean more: "table of contents" is no table."""
    literally = Query(text=query.literal, act=query.act)
    best = max(_by_name(literally, scene, containers=False), key=lambda one: one.score, default=None)
    same = best is not None and best.how in _THE_SAME and best.score >= _WORD_FOR_WORD and not best.shortened
    return rank(literally, scene, depth=1) if same else []


def _of_another(query: Query, scene: Scene) -> list[Ranked]:
    """ "the total of Nowak", where nothing is called so: what is called the one thing in the row of the other, or else
    beside it."""
    parts = _OF.fullmatch(query.text)
    if parts is None or query.exact or query.relations:
        return []
    whole = max(_by_name(query, scene, containers=False), key=lambda one: one.score, default=None)
    anchor = Query(text=parts[2])
    anchors = rank(anchor, scene, depth=1)
    is_called_so = whole is not None and whole.how in _THE_SAME and not whole.shortened
    if is_called_so or not anchors or anchors[0].how not in _THE_SAME or anchors[0].shortened:
        return []
    for relation in (Relation.IN_ROW_OF, Relation.NEXT_TO):
        placed = replace(query, text=parts[1], relations=(Related(relation=relation, anchor=anchor),))
        found = rank(placed, scene, depth=1)
        if found and found[0].score >= ENOUGH:
            return found
    return []


# --- by name and role ---------------------------------------------------------------------------------------------


def _by_name(query: Query, scene: Scene, containers: bool) -> Iterator[Ranked]:
    said = wording(query)
    extra = dict[int, list[Name]]()
    if containers:
        for at, name in titles(scene.elements, CONTAINERS):
            extra.setdefault(at, []).append(name)
    for at, element in enumerate(scene.elements):
        if only_when_asked(query.role, element) and not containers:
            continue
        names = [*scene.names[at], *extra.get(at, ())]
        best = called(said, names)
        if best.score > 0.2:
            yield _judged(element, best, query, said)
    for both, point in joined_lines(said.asked, scene.elements):
        judged = _judged(both, called(said, own_names(both)), query, said)
        yield replace(judged, part=point, why=f"{judged.why}, in two pieces")


def _by_name_or_look(query: Query, scene: Scene, containers: bool) -> list[Ranked]:
    drawings = list(drawn(query, wording(query), scene))
    looks = {one.element.id: one.look for one in drawings}
    named = [replace(one, look=looks.get(one.element.id)) for one in _by_name(query, scene, containers)]
    return [*named, *drawings]


def _judged(element: Element, name: Called, query: Query, said: Wording) -> Ranked:
    role, why = fit(query.role, element), name.why
    score = name.score * role
    if query.role is None and element.role in TEXTS:
        score *= 0.985  # of a control and the text on it, the control is meant
    if element.role in TEXTS and query.role not in FIELDS | TEXTS and element.text.rstrip().endswith(":"):
        score *= 0.7  # "Sort by:" names what follows it
    if query.role is None and _is_line(element) and name.how in (How.PART, How.SHARES):
        score *= 0.9  # a title or a sentence has words in common with anything
    if not element.enabled:
        score *= 0.99
    score *= 0.985 + 0.015 * element.confidence
    if query.role is not None:
        why += f"; a {role_words(element.role)}" + ("" if role >= Fit.LIKE else f", not a {role_words(query.role)}")
    drops_down = query.role is Role.DROPDOWN and element.role in (Role.DROPDOWN, Role.BUTTON)
    part = arrow_of(element.box) if drops_down and element.box.width > 1.5 * element.box.height else None
    if name.how in PARTLY and part is None:
        if _is_line(element):
            part = middle_of_words(said.asked, element)
        elif element.text_box is not None and element.role not in TOGGLES:
            line = replace(element, box=element.text_box, text=element.text or element.value)
            part = middle_of_words(said.asked, line)
    return Ranked(
        element=element,
        part=part,
        score=score,
        how=name.how,
        shortened=name.shortened,
        source=name.source,
        why=why,
    )


def _is_line(element: Element) -> bool:
    return element.role in TEXTS and element.found_by is FoundBy.TEXT


def _by_role(query: Query, scene: Scene) -> Iterator[Ranked]:
    if query.role is None and not query.relations:
        return
    for element in scene.elements:
        if query.role is None:
            if element.role in CONTAINERS:
                continue
            score, how, why = (0.6 if element.role in TEXTS else 0.9), How.STANDS_THERE, How.STANDS_THERE.value
        else:
            role = fit(query.role, element)
            if role < Fit.LIKE or role is Fit.UNKNOWN:
                continue
            score, how, why = 0.92 * role, How.OF_KIND, f"a {role_words(element.role)}"
        if element.role is query.role is Role.DIALOG and scene.front == element.box:
            score += 0.05
        yield Ranked(element=element, score=score, how=how, why=why)
    if query.role in FIELDS:
        for related in query.relations:
            if related.relation is not Relation.INSIDE:
                for anchor in rank(related.anchor, scene, depth=1)[:3]:
                    if anchor.score >= ENOUGH and anchor.element.role in TEXTS:
                        yield from _blank(anchor.element, query, 0.85, scene)


def _blank_fields(query: Query, scene: Scene, found: Sequence[Ranked]) -> Iterator[Ranked]:
    """Boxes in the pixels beside labels that say what was asked, where no element is known to be the field."""
    known = max((one.score for one in found if fit(query.role, one.element) >= Fit.LIKE), default=0.0)
    for one in found:
        if one.element.role in TEXTS and one.score > max(0.6, known):
            yield from _blank(one.element, query, min(0.95, one.score + 0.04), scene)


def _only_of_kind(query: Query, scene: Scene, found: Sequence[Ranked]) -> Iterator[Ranked]:
    """What has no label, whatever it may be called, but is the only one of its kind in front."""
    alike = [
        (element, names)
        for element, names in zip(scene.elements, scene.names, strict=True)
        if fit(query.role, element) >= Fit.NEAR
        and (scene.front is None or element.box.share_inside(scene.front) >= 0.5)
    ]
    named = any(one.score >= ENOUGH and fit(query.role, one.element) >= Fit.LIKE for one in found)
    if len(alike) == 1 and not named:
        element, names = alike[0]
        if not any(name.source.startswith("the label") for name in names):
            score = 0.6 * fit(query.role, element)
            part = arrow_of(element.box) if query.role is Role.DROPDOWN else None
            yield Ranked(element=element, part=part, score=score, how=How.ONLY_ONE, why=How.ONLY_ONE.value)


def _labelled_before_labels(found: list[Ranked], query: Query) -> list[Ranked]:
    """Who names a field by its label means the field: it comes before text that is only the label."""
    labels = max((one.score for one in found if one.element.role in TEXTS), default=0.0)
    return [
        replace(one, score=max(one.score, labels + 0.01))
        if one.source.startswith("the label") and one.score >= 0.6 and fit(query.role, one.element) >= Fit.LIKE
        else one
        for one in found
    ]


def _blank(label: Element, query: Query, score: float, scene: Scene) -> Iterator[Ranked]:
    taken = [element.box for element in scene.elements if element.role not in CONTAINERS]
    box = field_of(label.box, scene.pixels, taken)
    if query.role is None:
        return
    if box is None:
        labelled = beside_label(label, scene.elements)
        if labelled is not None:
            part = arrow_of(labelled.box) if query.role is Role.DROPDOWN else None
            why = f"what stands beside the label “{label.text}”"
            yield Ranked(element=labelled, part=part, score=score, how=How.BLANK, why=why)
        return
    element = replace(label, id=ElementId(f"{label.id}:field"), box=box, role=query.role, found_by=FoundBy.VISION)
    point = label.box.center if box.encloses(label.box) else box.center  # a placeholder is clicked where it stands
    why = f"the box that the label “{label.text}” names"
    yield Ranked(element=element, part=point, score=score, how=How.BLANK, why=why)


def _buttons_before_titles(found: list[Ranked], query: Query, scene: Scene) -> list[Ranked]:
    """Of the same text read twice, that in a drawn frame is meant: a dialog's title often says what its button says."""
    if not query.text or query.role in FIELDS | TEXTS | CONTAINERS or query.ordinal is not None:
        return found
    same = [one for one in found[:8] if one.score >= found[0].score - 0.015]
    if len(same) < 2 or not all(_is_line(one.element) for one in same):
        return found
    framed = [one for one in same if drawn_as_button(one.element.box, scene.pixels)]
    if not framed or len(framed) == len(same):
        return found
    raised = [replace(one, score=found[0].score + 0.01, why=f"{one.why}, drawn as a button") for one in framed]
    return [*raised, *(one for one in found if one not in framed)]


def _crossed(query: Query, scene: Scene, depth: int) -> Iterator[Ranked]:
    """The cell of a column whose header is called so, where nothing in the row itself is."""
    rows = [related for related in query.relations if related.relation is Relation.IN_ROW_OF]
    if not query.text or len(rows) != 1 or len(query.relations) != 1 or depth >= _MAX_DEPTH:
        return
    heads = rank(Query(text=query.text, exact=query.exact), scene, depth=depth + 1)
    yield from crossing(query, heads, rank(rows[0].anchor, scene, depth=depth + 1), scene.elements)


# --- where it stands ----------------------------------------------------------------------------------------------


def _in_context(one: Ranked, query: Query, scene: Scene) -> Ranked:
    """Lower for what lies behind the dialog on top, or in a window that is not in front."""
    element, score = one.element, one.score
    if any(related.relation is Relation.INSIDE for related in query.relations):
        return one
    if scene.front and element.role is not Role.DIALOG and element.box.share_inside(scene.front) < 0.5:
        score *= 0.8
    windows = {window.id: window for window in scene.surroundings.windows}
    active = [window for window in windows.values() if window.active]
    if len(windows) > 1 and len(active) == 1 and element.role not in (Role.WINDOW, Role.DIALOG):
        if element.window in windows:
            score *= 1.0 if element.window == active[0].id else 0.85
        elif not active[0].box.contains(element.box.center):
            score *= 0.93
    return one if score == one.score else replace(one, score=score)


def _related(found: list[Ranked], related: Related, query: Query, scene: Scene, depth: int) -> list[Ranked]:
    """Those that stand to an anchor as was said; none when there is no anchor, unless it need not be a place."""
    inside = related.relation is Relation.INSIDE
    dispensable = not related.firm and bool(query.text)
    apart = [replace(one, score=one.score * _APART) for one in found] if dispensable else []
    anchors = rank(related.anchor, scene, depth=depth + 1, containers=inside) if depth < _MAX_DEPTH else []
    enough = [anchor for anchor in anchors if anchor.score >= (0.7 if inside else ENOUGH)]
    if not enough:
        return _in_area(found, related, scene) if inside else apart if query.role is None else []
    enough = [anchor for anchor in enough if anchor.score >= enough[0].score - ALIKE][:8]
    words = f"{related.relation.value.replace('_', ' ')} “{related.anchor.text or enough[0].element.text}”"
    placed: list[tuple[Ranked, float]] = []
    for one in found:
        shares = [
            stands(one.element.box, related.relation, anchor.element, scene.elements) * anchor.score
            for anchor in enough
            if anchor.element.id != one.element.id
        ]
        if shares and max(shares) > 0.08:
            placed.append((one, max(shares)))
    if related.relation is Relation.NEXT_TO and query.ordinal is None:
        placed = _of_one_thing(placed, enough[0].element, scene)
    best = max((share * one.score for one, share in placed), default=0.0)
    kept: list[Ranked] = []
    for one, share in placed:
        near = 1.0 if query.ordinal is not None else 0.65 + 0.35 * min(1.0, share * one.score / best)
        kept.append(replace(one, score=one.score * near, why=f"{one.why}, {words}"))
    near_by = {one.element.id for one in kept}
    return [*kept, *(one for one in apart if one.element.id not in near_by)]


def _of_one_thing(placed: list[tuple[Ranked, float]], anchor: Element, scene: Scene) -> list[tuple[Ranked, float]]:
    """With those that are called alike, but belong to another thing than the anchor, as if they stood further off."""
    first = max(placed, key=lambda one: one[1] * one[0].score, default=None)
    alike = [at for at, (one, _) in enumerate(placed) if first is not None and one.score >= first[0].score - ALIKE]
    if len(alike) < 2:
        return placed
    own = belonging(words_of(anchor), [placed[at][0].element.box for at in alike], scene)
    if own is None:
        return placed
    others = {at for at, is_own in zip(alike, own, strict=True) if not is_own}
    return [(one, share * _ANOTHERS if at in others else share) for at, (one, share) in enumerate(placed)]


def _in_area(found: list[Ranked], related: Related, scene: Scene) -> list[Ranked]:
    """`inside` a part of the screen without a title: a sidebar, the status bar, a dialog that is not known as one."""
    anchor = related.anchor
    if anchor.exact:
        return []
    areas, outside = (areas_named(anchor.text, scene.box) if anchor.text else ()), 0.85
    if anchor.text.casefold() in _TRAILS:
        trails = tuple(element.box for element in scene.elements if _STEP.search(element.text or element.value))
        areas, outside = (trails, 0.7) if trails else (areas, outside)
    if not areas:
        return [replace(one, score=one.score * outside) for one in found]
    inside = [any(area.contains(one.element.box.center) for area in areas) for one in found]
    return [
        one if is_inside else replace(one, score=one.score * outside)
        for one, is_inside in zip(found, inside, strict=True)
    ]
