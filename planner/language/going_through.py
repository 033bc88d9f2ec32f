"""What "for each ..." goes through, and what its orders say of each: "it", "the file", "its Delete button"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from grounding.screen import Query, Related, Relation, Role
from planner.actions import (
    Action,
    Clear,
    Click,
    Hover,
    OpenApp,
    OpenFile,
    PressKeys,
    Read,
    SelectOption,
    SetChecked,
    SetDate,
    SetLevel,
    TypeText,
    WaitFor,
)
from planner.conditions import FilesIn, Fitting, Items, LinesOf, Listed
from planner.language.context import Context
from planner.language.frames.folders import read_folder
from planner.language.frames.objects import list_items
from planner.language.lexicon import WordClass
from planner.language.phrases import PhraseTable
from planner.language.places import read_query
from planner.language.tokens import Kind, Phrase, Token
from planner.language.values import read_reference, read_value
from planner.plan import ForEach, If, NotUnderstood, Repeat
from planner.values import Literal, Reference, Value

_CONTAINING = frozenset({Role.ROW, Role.LIST_ITEM, Role.GROUP, Role.TREE_ITEM, Role.CELL})
_ENDING = re.compile(r"\.?(\w{1,8})")
_MANAGED = (("ctrl", "c"), ("ctrl", "x"), ("delete",))
_OWN_IT = frozenset({"close", "copy", "paste", "save", "submit", "confirm"})
"""After these, "it" is what the order before brought up."""
_WITHIN = frozenset({"in", "on", "at", "from", "of"})
_THIS = frozenset({"the", "this", "that", "each", "every", "current"})


Draft = Action | If | ForEach | Repeat
Drafts = tuple[Draft, ...]
"""Orders as they are read: single actions, and what decides over others."""


@dataclass(frozen=True, kw_only=True)
class Going:
    """name: what each item is called. noun, nouns: how the orders may call it. shown_in: the folder whose files
    they are, for what is done to them in a file manager."""

    name: str
    noun: str
    items: Items
    nouns: tuple[str, ...] = ()
    shown_in: str = ""

    @property
    def hole(self) -> str:
        return f"{{{{{self.name}}}}}"

    @property
    def place(self) -> Query | None:
        return Query(text=self.hole, exact=True) if isinstance(self.items, Fitting) else None

    def named_in(self, orders: Phrase) -> Phrase:
        """The orders, with what means the item in them replaced by its name."""
        means = [f"{this} {noun}" for this in _THIS for noun in (self.noun, "one", *self.nouns)]
        own = _OWN_IT - {"copy"} if self.shown_in else _OWN_IT
        return named_in(orders, ("it", "each", *means), self.hole, own_it=own)

    def fitted(self, drafts: Drafts) -> Drafts:
        """The orders, each bound to the item."""
        return tuple(self._fitted(drafts))

    def _fitted(self, drafts: Drafts) -> Iterator[Draft]:
        if isinstance(self.items, FilesIn) and self._is_managed(drafts):
            yield OpenFile(path=self.shown_in)
            yield from (self._by_name(draft) for draft in drafts)
            return
        bound = False
        for draft in drafts:
            if isinstance(draft, If | ForEach | Repeat):
                yield draft
                continue
            action = self._opened(self._valued(draft))
            place = _place_of(action)
            if place is not None and self._is_inside(place) and not (bound and isinstance(action, Click)):
                bound = True
                action = _placed(action, self._within(place))
            yield action

    def _is_managed(self, drafts: Drafts) -> bool:
        """Whether the file itself is marked first and then copied, moved or taken away."""
        match drafts:
            case [Click(place=Query(text=text)), PressKeys(keys=keys), *_]:
                return bool(self.shown_in) and text == self.hole and keys in _MANAGED
            case _:
                return False

    def _by_name(self, draft: Draft) -> Draft:
        match draft:
            case Click(place=place) | WaitFor(place=Query() as place) if place.text == self.hole:
                return replace(draft, place=replace(place, text=f"{{{{{self.name}{FilesIn.NAME}}}}}"))
            case _:
                return draft

    def _is_inside(self, place: Query) -> bool:
        """Where rows are gone through, what is pressed or filled first belongs to the row."""
        contains = isinstance(self.items, Fitting) and self.items.place.role in _CONTAINING
        return contains and self.hole not in place.text and (not place.relations or self._owner(place) is not None)

    def _owner(self, place: Query) -> Related | None:
        return next((one for one in place.relations if one.anchor.text == self.hole), None)

    def _within(self, place: Query) -> Query:
        others = tuple(one for one in place.relations if one.anchor.text != self.hole)
        row = Related(relation=Relation.IN_ROW_OF, anchor=Query(text=self.hole))
        return replace(place, relations=(*others, row))

    def _opened(self, action: Action) -> Action:
        if not isinstance(self.items, FilesIn):
            return action
        match action:
            case Click(place=Query(text=text)) | OpenApp(name=text) if text == self.hole:
                return OpenFile(path=self.hole)
            case _:
                return action

    def _valued(self, action: Action) -> Action:
        match action:
            case TypeText(value=value):
                return replace(action, value=self._value(value))
            case SelectOption(option=value):
                return replace(action, option=self._value(value))
            case SetDate(value=value) | SetLevel(value=value):
                return replace(action, value=self._value(value))
            case _:
                return action

    def _value(self, value: Value) -> Value:
        return Reference(name=self.name) if value == Literal(text=self.hole) else value


def named_in(orders: Phrase, means: tuple[str, ...], name: str, *, own_it: frozenset[str] = _OWN_IT) -> Phrase:
    """The orders, with all words that mean a thing replaced by its name in quotation marks."""
    table = PhraseTable((phrase, True) for phrase in means)
    tokens: list[Token] = []
    at = 0
    while at < len(orders):
        found = table.at(orders.words, at)
        own = found is not None and orders.words[at] == "it" and at > 0 and orders.words[at - 1] in own_it
        own = own or (found is not None and found.length > 1 and orders.is_capitalised(at + found.length - 1))
        token = orders.tokens[at]
        if found is not None and not own:
            end = orders.tokens[at + found.length - 1].end
            token = replace(token, kind=Kind.QUOTED, end=end, word="", content=name, raw=name)
        tokens.append(token)
        at += found.length if found is not None and not own else 1
    return Phrase(source=orders.source, tokens=tuple(tokens))


def read_going(phrase: Phrase, context: Context) -> Going | None:
    """ "of A, B and C", "name in A, B", "file in ~/bills", "line of the result", "row that says open"."""
    bare = phrase.trimmed()
    if not len(bare):
        return None
    return _listed(bare, context) or _files(bare, context) or _lines(bare, context) or _fitting(bare, context)


def _listed(phrase: Phrase, context: Context) -> Going | None:
    lexicon = context.lexicon
    at = next((at for at, word in enumerate(phrase.words[:3]) if word in ("of", "in", "from", ":")), None)
    start = 0 if at is None else at + 1
    rest = phrase.part(start).without_start(lexicon.words(WordClass.DETERMINER))
    rest = rest.part(1) if rest.words[:1] in (("following",), ("names",), ("values",)) and len(rest) > 1 else rest
    parts = list_items(rest.trimmed(), lexicon)
    if len(parts) < 2:
        return None
    values = [read_value(part, context, listed=True) for part in parts]
    if any(isinstance(value, NotUnderstood) for value in values):
        return None
    noun = phrase.words[at - 1] if at else "item"
    known = tuple(value for value in values if not isinstance(value, NotUnderstood))
    others = () if at else lexicon.words(WordClass.ITEM_NOUN).single_words
    return Going(name=_free(noun, context), noun=noun, items=Listed(values=known), nouns=others)


def _files(phrase: Phrase, context: Context) -> Going | None:
    """ "PDF file in ~/bills": in a named folder."""
    lexicon = context.lexicon
    at = next((at for at, word in enumerate(phrase.words) if word in ("in", "from", "of", "inside")), None)
    if not at:
        return None
    head, rest = phrase.part(0, at), phrase.part(at + 1).without_start(lexicon.words(WordClass.DETERMINER))
    noun = head.ends(lexicon.words(WordClass.FILE_NOUN))
    folder_words = rest.ends(lexicon.words(WordClass.FOLDER_NOUN))
    named = rest.part(0, len(rest) - folder_words) if folder_words < len(rest) else rest.part(folder_words)
    if not noun or len(named.trimmed()) != 1:
        return None
    token = named.trimmed().tokens[0]
    folder = token.content if token.kind is Kind.QUOTED else named.trimmed().text
    kind = head.part(0, len(head) - noun).trimmed()
    kind = head if not len(kind) and head.words[-1] == "pdf" else kind
    ending = _ENDING.fullmatch(kind.text.lower()) if len(kind) else None
    if len(kind) and (ending is None or ending[1] not in lexicon.file_endings):
        return None
    known = f".{ending[1]}" if ending else ".txt" if "text" in head.words else ""
    shown = read_folder(phrase.part(at + 1), context) or folder
    return Going(
        name=_free("file", context), noun=head.words[-1], items=FilesIn(folder=folder, ending=known), shown_in=shown
    )


def _lines(phrase: Phrase, context: Context) -> Going | None:
    if phrase.words[:2] not in (("line", "of"), ("line", "in"), ("lines", "of")):
        return None
    known = read_reference(phrase.part(2), context)
    return Going(name=_free("line", context), noun="line", items=LinesOf(value=known)) if known is not None else None


def _fitting(phrase: Phrase, context: Context) -> Going | None:
    """Everything on the screen that is of a kind, or of a kind and so called."""
    lexicon = context.lexicon
    phrase, besides = _without_exception(phrase, context)
    cut = phrase.find(lexicon.words(WordClass.THAT_SAYS))
    head = phrase.part(0, cut[0]) if cut is not None and cut[0] else phrase
    within = next((at for at, word in enumerate(head.words) if at and word in ("in", "of", "on")), None)
    head = head.part(0, within) if within is not None else head
    of_kind = lexicon.roles.before(head.words, len(head))
    if of_kind is None:
        return None
    said = phrase.part(sum(cut)).trimmed() if cut is not None else head.part(0, len(head) - of_kind.length).trimmed()
    name = read_query(said, lexicon) if len(said) else Query()
    if name is None:
        return None
    noun = head.words[-1]
    place = Query(text=name.text, exact=name.exact, role=of_kind.value.role)
    return Going(name=_free(noun, context), noun=noun, items=Fitting(place=place, besides=besides))


def _without_exception(phrase: Phrase, context: Context) -> tuple[Phrase, tuple[str, ...]]:
    """ "box except A and B": the words before, and the names of what is left out."""
    lexicon = context.lexicon
    cut = phrase.find(lexicon.words(WordClass.EXCEPT), 1)
    if cut is None or sum(cut) >= len(phrase):
        return phrase, ()
    items = list_items(phrase.part(sum(cut)), lexicon)
    if any(lexicon.ordinals.at(item.words) or item.words[0] in _WITHIN for item in items):
        return phrase, ()  # "except the first": which one that is cannot be told by what it says
    places = [read_query(item, lexicon) for item in items]
    names = tuple(place.text for place in places if place is not None and place.text)
    return (phrase.part(0, cut[0]).trimmed(), names) if len(names) == len(places) else (phrase, ())


def _free(noun: str, context: Context) -> str:
    """A name that no result has."""
    name, number = noun, 2
    while name in context.results:
        name, number = f"{noun} {number}", number + 1
    return name


def _place_of(action: Action) -> Query | None:
    match action:
        case Click(place=place) | Hover(place=place) | SelectOption(place=place) | SetChecked(place=place):
            return place
        case SetDate(place=place) | SetLevel(place=place):
            return place
        case TypeText(place=place) | Clear(place=place) | Read(place=place):
            return place
        case _:
            return None


def _placed(action: Action, place: Query) -> Action:
    match action:
        case Click() | Hover() | SelectOption() | SetChecked() | SetDate() | SetLevel() | TypeText() | Clear() | Read():
            return replace(action, place=place)
        case _:
            return action
