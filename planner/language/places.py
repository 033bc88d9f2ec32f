"""Words for a place on the screen, read into a Query."""

import re
from collections.abc import Sequence
from dataclasses import replace

from grounding.screen import Query, Related, Relation, Role
from planner.language.lexicon import Lexicon, RelationWord, RoleWord, WordClass
from planner.language.tokens import Kind, Phrase

MOST_RELATIONS = 4
LONGEST_NAME = 200

_NUMBERED = frozenset({Role.ROW, Role.HEADER, Role.LIST_ITEM, Role.CELL})
_OWNING = {
    Role.ROW: Relation.IN_ROW_OF,
    Role.LIST_ITEM: Relation.IN_ROW_OF,
    Role.HEADER: Relation.IN_COLUMN_OF,
    Role.DIALOG: Relation.INSIDE,
    Role.WINDOW: Relation.INSIDE,
    Role.GROUP: Relation.INSIDE,
}
PRESSED = frozenset(
    {Role.BUTTON, Role.ICON_BUTTON, Role.LINK, Role.CHECKBOX, Role.RADIO, Role.MENU_ITEM, Role.OPTION, Role.TAB}
)
_POSSESSING = frozenset({"his", "her", "their", "its", "that", "this"})
_HOLDING = frozenset({*_OWNING, Role.CELL, Role.TABLE, Role.LIST, Role.MENU})
_LINKS = frozenset({"with", "of", "to", "for", "in", "and", "or", "as", "by", "from", "is", "are", "using"})
_DENYING = frozenset({"no", "not", "never", "without", "don't", "isn't", "aren't", "neither", "nor"})
_JOINING = frozenset({"and", "then", ",", ";"})
_CROSSING = frozenset({Relation.IN_ROW_OF, Relation.IN_COLUMN_OF})
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")


def read_query(phrase: Phrase, lexicon: Lexicon) -> Query | None:
    """The place that a noun phrase means; None when it names nothing."""
    return _Reader(lexicon).read(phrase, 0)


def _side_by_side(related: Related) -> tuple[Related, ...]:
    """ "in row 3 in the Total column": both hold for the place itself, not the one for the other."""
    if related.relation not in _CROSSING:
        return (related,)
    crossing = tuple(rel for rel in related.anchor.relations if rel.relation in _CROSSING)
    rest = tuple(rel for rel in related.anchor.relations if rel.relation not in _CROSSING)
    return (replace(related, anchor=replace(related.anchor, relations=rest)), *crossing)


class _Reader:
    """Reads a noun phrase: determiner, ordinal, kind, name, and how it stands to other places."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._determiners = lexicon.words(WordClass.DETERMINER)

    def read(self, phrase: Phrase, depth: int) -> Query | None:
        bare, area = self._bare(phrase)
        if not len(bare):
            return None
        found = self._read(bare, depth)
        if found is None or not area:
            return found
        return replace(found, relations=(*found.relations, Related(relation=Relation.INSIDE, anchor=Query(text=area))))

    def _read(self, bare: Phrase, depth: int) -> Query | None:
        if depth >= MOST_RELATIONS:
            return self._head(bare)
        split = self._relation(bare)
        if split is None:
            return self._owned(bare, depth) or self._head(bare)
        at, length, word = split
        related = self._related(word, bare.part(at + length), depth)
        head = self._head(bare.part(0, at).trimmed()) if at else Query()
        if related is None or head is None:
            return self._head(bare)
        if word.relation is Relation.NEXT_TO and not word.firm and not head.text and head.role is not None:
            return self._named_after(head, related)
        if self._is_named_late(head, related, bare.part(at + length)):
            anchor = related.anchor
            head = replace(head, text=anchor.text, exact=anchor.exact)
            related = replace(related, anchor=replace(anchor, text="", exact=False))
        return replace(head, relations=(*head.relations, *_side_by_side(related)))

    def _owned(self, phrase: Phrase, depth: int) -> Query | None:
        """ "The second row's delete button": a button, and how it stands to its owner."""
        at = next((at for at, word in enumerate(phrase.words[:-1]) if re.search(r"\w['’]s$", word)), None)
        if at is None or any(token.kind is not Kind.WORD for token in phrase.tokens[: at + 1]):
            return None
        owned = phrase.part(at + 1)
        ending = self._lexicon.roles.before(owned.words, len(owned))
        if ending is None or not ending.value.strong:
            return None
        tokens = phrase.tokens
        bare = replace(tokens[at], end=tokens[at].end - 2, word=re.sub(r"['’]s$", "", tokens[at].word))
        owner = self.read(replace(phrase, tokens=(*tokens[:at], bare)), depth + 1)
        thing = self._unquoted(owned, None, determined=True)
        if owner is None or thing is None:
            return None
        relation = _OWNING.get(owner.role, Relation.NEXT_TO) if owner.role else Relation.NEXT_TO
        return replace(thing, relations=_side_by_side(Related(relation=relation, anchor=owner)))

    def _is_named_late(self, head: Query, related: Related, words: Phrase) -> bool:
        """ "the button in the dialog labelled OK": a dialog has many buttons, so it is the button that is so called."""
        nameless = head.role in PRESSED and not head.text and head.ordinal is None
        inside = related.relation is Relation.INSIDE and related.anchor.role is not None and bool(related.anchor.text)
        return nameless and inside and words.find(self._lexicon.words(WordClass.NAMED_BY)) is not None

    def _named_after(self, head: Query, related: Related) -> Query:
        """ "the field for the name": the other place is the name."""
        anchor = related.anchor
        if anchor.text and anchor.role is None and not anchor.relations and head.ordinal is None:
            return Query(text=anchor.text, exact=anchor.exact, role=head.role)
        return Query(role=head.role, ordinal=head.ordinal, relations=(related,))

    def _bare(self, phrase: Phrase) -> tuple[Phrase, str]:
        """Without "on the page" and the like; "in the top right corner" is an area: "top right corner"."""
        bare, area = phrase.trimmed(), ""
        while (
            (len(bare) > 2 or bare.words[-1:] == ("there",))
            and (length := bare.ends(self._lexicon.words(WordClass.POSITION)))
            and length < len(bare)
        ):
            cut = len(bare) - length
            said = bare.part(cut)
            bare = bare.part(0, cut).trimmed()
            if said.is_in(self._lexicon.words(WordClass.AREA)):
                area = said.part(1).without_start(self._determiners).text
        return bare, area

    # --- relations ---

    def _relation(self, phrase: Phrase) -> tuple[int, int, RelationWord] | None:
        """The first phrase that relates one place to another: where, how long, which."""
        for at in range(len(phrase)):
            found = self._lexicon.relations.at(phrase.words, at)
            if found is None or at + found.length >= len(phrase):
                continue
            if found.value.firm and (at > 0 or found.length > 1):
                return at, found.length, found.value
            if at > 0 and self._is_loose_relation(phrase, at, found.length):
                return at, found.length, found.value
        return None

    def _is_loose_relation(self, phrase: Phrase, at: int, length: int) -> bool:
        rest = phrase.part(at + length)
        particle = self._lexicon.words(WordClass.NAME_WITH_PARTICLE).before(phrase.words, at + length)
        if particle is not None and not self._is_whole(rest):
            return False
        head, word = phrase.part(0, at), phrase.words[at]
        if self._lexicon.ordinals.whole(head.without_start(self._determiners).words) is not None:
            return False
        if word in ("of", "for"):
            strong = self._lexicon.roles.before(head.words, len(head))
            is_field_for = strong is not None and (strong.value.strong or head.begins(self._determiners) > 0)
            named = rest.begins(self._determiners) > 0 or rest.tokens[0].kind is Kind.QUOTED
            return is_field_for or (word == "of" and named and not phrase.is_capitalised(at + length))
        role = self._lexicon.roles.before(rest.words, len(rest))
        return (
            rest.begins(self._determiners) > 0
            or rest.tokens[0].kind is Kind.QUOTED
            or (role is not None and role.length < len(rest))
            or bool(re.fullmatch(r"(row|line|column|section)", rest.words[0]))
            or (phrase.is_capitalised(at + length) and not phrase.is_capitalised(at - 1))
        )

    def _is_whole(self, phrase: Phrase) -> bool:
        """ "the Kruger row", "the dialog": what others stand in, said in full."""
        bare = phrase.without_start(self._determiners)
        found = self._lexicon.roles.before(bare.words, len(bare)) or self._lexicon.roles.at(bare.words)
        owned = phrase.words[0] in _POSSESSING or any(word.endswith(("'s", "s'")) for word in phrase.words[:-1])
        return (len(bare) < len(phrase) or owned) and found is not None and found.value.role in _HOLDING

    def _related(self, word: RelationWord, phrase: Phrase, depth: int) -> Related | None:
        possessed = re.sub(r"'s?$", "", phrase.words[0]) if phrase.words else ""
        anchor = self.read(phrase, depth + 1)
        if anchor is None:
            return None
        relation = word.relation
        if anchor.role is Role.ROW and relation in (Relation.INSIDE, Relation.NEXT_TO):
            relation = Relation.IN_ROW_OF
            anchor = self._owner(anchor, phrase, possessed)
        elif anchor.role is Role.HEADER and relation in (Relation.INSIDE, Relation.BELOW, Relation.IN_COLUMN_OF):
            relation = Relation.IN_COLUMN_OF
            anchor = self._owner(anchor, phrase, possessed)
        return Related(relation=relation, anchor=anchor, firm=word.firm)

    def _owner(self, anchor: Query, phrase: Phrase, possessed: str) -> Query:
        """ "in Anna's row": the row of Anna."""
        if not anchor.text:
            return anchor
        text = anchor.text
        if not anchor.exact and (possessed != phrase.words[0] or re.search(r"\w['’]s$", text)):
            text = re.sub(r"['’]s?$", "", text)
        return Query(text=text, exact=anchor.exact, ordinal=anchor.ordinal, relations=anchor.relations)

    # --- the noun itself ---

    def _head(self, phrase: Phrase) -> Query | None:
        determined = phrase.begins(self._determiners) > 0
        rest = phrase.without_start(self._determiners)
        if not len(rest):
            named = phrase.is_in(self._lexicon.words(WordClass.PRONOUN)) or phrase.text.isupper()
            return Query(text=phrase.text) if named else None
        ordinal, rest = self._ordinal(rest, determined=determined)
        if not len(rest):
            return Query(ordinal=ordinal)
        if any(token.kind is Kind.QUOTED for token in rest.tokens):
            return self._quoted(rest, ordinal)
        return self._unquoted(rest, ordinal, determined=determined or ordinal is not None)

    def _ordinal(self, phrase: Phrase, *, determined: bool) -> tuple[int | None, Phrase]:
        found = self._lexicon.ordinals.at(phrase.words)
        numbered = _ORDINAL.fullmatch(phrase.words[0])
        if numbered and int(numbered[1]) > 0:
            number, length = int(numbered[1]), 1
        elif found is not None:
            number, length = found.value, found.length
        else:
            return None, phrase
        rest = phrase.part(length).without_start(self._determiners)
        if rest.words[:1] == ("of",):
            rest = rest.part(1).without_start(self._determiners)
        if self._lexicon.words(WordClass.ORDINAL_NAME).at(phrase.words):
            after = self._lexicon.roles.whole(rest.words)
            if after is None or not determined:
                return None, phrase
        if not len(rest):
            return (number, rest) if determined else (None, phrase)
        if not determined and phrase.is_capitalised(0) and phrase.is_capitalised(length):
            return None, phrase
        within = phrase.source[: phrase.tokens[0].start].rstrip()[-1:] not in ("", ".", "!", "?", ":", "\n")
        if not determined and within and phrase.is_capitalised(0) and self._lexicon.roles.whole(rest.words) is None:
            return None, phrase  # "into Final score"
        return number, rest

    def _quoted(self, phrase: Phrase, ordinal: int | None) -> Query | None:
        quotes = [token for token in phrase.tokens if token.kind is Kind.QUOTED]
        if len(quotes) > 1:
            return None
        at = phrase.tokens.index(quotes[0])
        after = phrase.part(at + 1).trimmed()
        kind = self._lexicon.roles.before(after.words, len(after))
        if len(after) and (kind is None or _LINKS & set(after.words[: len(after) - kind.length])):
            return None
        before = phrase.part(0, at)
        filed = any("." in word.strip(".") for word in before.words)
        if (
            filed
            or (_DENYING | _JOINING) & set(before.words)
            or before.find(self._lexicon.words(WordClass.ORDER_ONLY), 1)
        ):
            return None
        if any(before.find(self._lexicon.words(kind)) for kind in (WordClass.EXCEPT, WordClass.EVERY)):
            return None
        role = self._role_at_end(phrase.part(at + 1)) or self._role_at_end(
            phrase.part(0, at).trimmed().without_end(self._lexicon.words(WordClass.NAMED_BY))
        )
        if not quotes[0].content.strip():
            return None
        return Query(text=quotes[0].content, exact=True, role=role.role if role else None, ordinal=ordinal)

    def _unquoted(self, phrase: Phrase, ordinal: int | None, *, determined: bool) -> Query | None:
        named = phrase.find(self._lexicon.words(WordClass.NAMED_BY))
        if named is not None and named[0] > 0 and named[0] + named[1] < len(phrase):
            role = self._role_at_end(phrase.part(0, named[0]))
            if role is not None:
                return self._query(phrase.part(named[0] + named[1]), role, ordinal)
        if phrase.is_in(self._lexicon.words(WordClass.THING)):
            return Query(ordinal=ordinal)
        whole = self._lexicon.roles.whole(phrase.words)
        if whole is not None and whole.role is Role.GROUP and phrase.is_in(self._lexicon.words(WordClass.PART)):
            return Query(text=phrase.text, role=Role.GROUP, ordinal=ordinal)
        if whole is not None and (whole.strong or (determined and not phrase.is_capitalised(0))):
            return Query(role=whole.role, ordinal=ordinal)
        ending = self._lexicon.roles.before(phrase.words, len(phrase))
        if ending is not None and ending.length < len(phrase):
            name = phrase.part(0, len(phrase) - ending.length)
            cut_off = self._determiners.before(name.words, len(name)) is not None
            cut_off = cut_off or (name.words[-1] == "of" and name.is_capitalised(0))  # "End of list"
            if not cut_off and (
                ending.value.strong or self._is_role_here(phrase, ending.length, determined=determined)
            ):
                return self._query(name, ending.value, ordinal)
        return self._leading_role(phrase, ordinal) or self._query(phrase, None, ordinal)

    def _is_role_here(self, phrase: Phrase, length: int, *, determined: bool) -> bool:
        """Whether a weak word ("row") names the kind ("the Anna row") or belongs to the label ("Add Row")."""
        at = len(phrase) - length
        if phrase.is_capitalised(at):
            return False
        return determined or phrase.is_capitalised(0) or self._lexicon.verbs.at(phrase.words) is None

    def _leading_role(self, phrase: Phrase, ordinal: int | None) -> Query | None:
        """ "button Save", "row 3"."""
        found = self._lexicon.roles.at(phrase.words)
        if found is None or found.length >= len(phrase) or phrase.is_capitalised(0):
            return None
        rest = phrase.part(found.length)
        if found.value.role in _NUMBERED and len(rest) == 1 and rest.words[0].isdecimal() and int(rest.words[0]) > 0:
            return Query(role=found.value.role, ordinal=int(rest.words[0]))
        sign = rest.begins(self._lexicon.words(WordClass.NUMBER_SIGN))
        number = rest.part(sign).trimmed()
        if sign and len(number) == 1:
            count = (
                int(number.words[0]) if number.words[0].isdecimal() else self._lexicon.numbers.get(number.words[0], 0)
            )
            return Query(role=found.value.role, ordinal=count) if 0 < count < 1000 else None
        if found.value.strong and (rest.is_capitalised(0) or rest.words[0].isdecimal()):
            return self._query(rest, found.value, ordinal)
        if rest.words[0] in ("of", "with", "for") and len(rest) > 1:
            return self._query(rest.part(1), found.value, ordinal)
        return self._query(rest, found.value, ordinal) if rest.is_capitalised(0) else None

    def _query(self, name: Phrase, role: RoleWord | None, ordinal: int | None) -> Query | None:
        bare = name.trimmed().without_start(self._determiners)
        text = (bare if len(bare) else name.trimmed()).text.strip()
        if not text and role is None and ordinal is None:
            return None
        return Query(text=text[:LONGEST_NAME], role=role.role if role else None, ordinal=ordinal)

    def _role_at_end(self, phrase: Phrase) -> RoleWord | None:
        words: Sequence[str] = phrase.trimmed().words
        found = self._lexicon.roles.before(words, len(words)) or self._lexicon.roles.at(words)
        return found.value if found else None
