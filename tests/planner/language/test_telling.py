"""People tell first and order after: the orders take from what was told whom, where and how much it is about."""

import pytest

from app.words import load_foreign
from planner.language.context import only_pages
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import NotUnderstood


def on_desk(name: str) -> bool:
    return name.lower() in ("gedit", "kate", "gimp", "clocks")


def plan_of(words: str, lexicon: Lexicon, *, desk: bool = False) -> list[str] | str:
    """The steps in words; of what is not understood the part."""
    found = understand(words, lexicon, on_desk if desk else only_pages, load_foreign())
    return found.part if isinstance(found, NotUnderstood) else [step.purpose for step in found.steps]


def test_of_what_was_told_and_cannot_be_used_it_is_said_so(lexicon: Lexicon) -> None:
    answer = understand("Bob called from Rome. Delete the meeting with Carol.", lexicon, only_pages)
    assert isinstance(answer, NotUnderstood)
    assert answer.part == "Bob called from Rome"
    assert answer.nearest.startswith("say in the order itself")


SAME = [
    (
        "Kei Sato has moved to Kyoto and buys from us again: change his city and make him active",
        "set the city of Kei Sato to Kyoto and make Kei Sato active",
    ),
    ("Ida Berg has a new phone number, 555 0199. Update her contact.", "set the phone number of Ida Berg to 555 0199"),
    ("Ida Berg has a new phone number: 555 0199. Change it.", "set the phone number of Ida Berg to 555 0199"),
    ("Our supplier Nordhandel has moved to Bremen. Change the city.", "set the city of Nordhandel to Bremen"),
    ("Bo Ek's rent went up to 900. Update it", "set the rent of Bo Ek to 900"),
    ("From now on Jon Ferro pays a fee of 40. Change that", "set the fee of Jon Ferro to 40"),
    (
        "Lea Martin's payment bounced. Put the status of her invoice back to open",
        "set the status of the invoice of Lea Martin to open",
    ),
    ("Oat milk costs 2.49 now. Please update the price.", "set the price of Oat milk to 2.49"),
    ("The price of oat milk is now 2.49. Change it, please.", 'set the price of "oat milk" to 2.49'),
    ("Anna Lind is on leave. Set her status to inactive.", "set the status of Anna Lind to inactive"),
    ("Lea got married and is now called Lea Holt. Change her last name.", "set the last name of Lea to Holt"),
    ("Rosa's invoice was paid yesterday. Mark it as paid.", "mark Rosa's invoice as paid"),
    ("Bread is sold out. Please put that in.", "mark Bread as sold out"),
    ("Maya Holt is leaving the club. Remove her from the members", "Remove Maya Holt from the members"),
    ("Maya Holt has left the club. Remove it", "Remove Maya Holt"),
    ("Tim Roth has left the company: delete his account.", "delete the account of Tim Roth"),
    ('There\'s an unread mail from Ana. Reply to it with "ok".', 'reply to the mail from Ana with "ok"'),
    (
        "We have a new supplier, Tea House, phone number 0171 22. Add it",
        "Add the supplier Tea House with phone number 0171 22",
    ),
    (
        "We have a new colleague, Jo Kim, jo@example.org. Add her to the contacts.",
        "Add the colleague Jo Kim with email jo@example.org to the contacts",
    ),
    (
        "Add a new product. It is called Rye bread and costs 3.20.",
        "Add a new product called Rye bread with price 3.20",
    ),
    (
        "Create a contact. His name is Bo Ek and his phone number is 555 12.",
        "Create a contact called Bo Ek with phone number 555 12",
    ),
    ("The album Summer has a wrong title. Rename it to Autumn.", "Rename the album Summer to Autumn"),
    ("The music is too loud. Set the volume to 20.", "Set the volume to 20"),
    ("Mrs Weber's appointment has been moved to 14:30. Update it.", "set the time of Mrs Weber's appointment to 14:30"),
    ("Ben's new address is 5 High Street. Put it into his contact.", "set the address of Ben to 5 High Street"),
    ("Ana Lopez's email is wrong. It should be ana@example.org.", "set Ana Lopez's email to ana@example.org"),
    ('The title says "Helo". Change it to "Hello".', 'change the title to "Hello"'),
    ("We need 20 chairs for the party. Order them.", "Order 20 chairs for the party"),
    (
        "Ida Berg is our new customer. She lives in Oslo. Add her to the customers.",
        "Add the customer Ida Berg with city Oslo to the customers",
    ),
    (
        "Ben and Ana are on leave. Set their status to inactive.",
        "set the status of Ben to inactive. set the status of Ana to inactive",
    ),
    ("The order of Mr Smith has arrived: set it to delivered.", "mark the order of Mr Smith as delivered"),
    ("Since Ben has left, delete his account.", "delete the account of Ben"),
    ("Because Bread is sold out, set its quantity to 0.", "set the quantity of Bread to 0"),
    ("Make Ana active, she is back.", "make Ana active"),
    ("The page is in German. Switch the language to English.", "Switch the language to English"),
    ("Nordhandel has a new contact person: Ole Berg. Enter that.", "set the contact person of Nordhandel to Ole Berg"),
    ("Delete the draft. It is no longer needed.", "Delete the draft"),
    (
        'Edit the Recipes page: it should say "oat milk" instead of "milk". Save it',
        'Edit the Recipes page. Replace "milk" by "oat milk". Save it',
    ),
    ("The draft can go. Delete it", "Delete the draft"),
    ('There is a row "Lind": press Cancel there.', 'press Cancel in the row of "Lind"'),
    ('There is an "Accept" button at the bottom. Click it', 'Click the "Accept" button'),
]


@pytest.mark.parametrize(("told", "plain"), SAME)
def test_what_was_told_goes_into_the_order(told: str, plain: str, lexicon: Lexicon) -> None:
    expected = plan_of(plain, lexicon)
    assert isinstance(expected, list)
    assert plan_of(told, lexicon) == expected


@pytest.mark.parametrize(
    ("told", "plain"),
    [
        ("I have a photo beach.png. Open it with GIMP.", "Open beach.png with GIMP"),
        (
            "There's a list.txt in my Documents. Open it with gedit, take out the line that says Bread and save it",
            "Open ~/Documents/list.txt with gedit, take out the line that says Bread and save it",
        ),
        ("I have two files, a.txt and b.txt. Open both in Kate.", "Open a.txt in Kate. Open b.txt in Kate"),
        ("My desktop is a mess. Create a folder called Stuff there.", "Create a folder called Stuff in my Desktop"),
        ("The file draft.txt in my Documents is out of date. Delete it.", "Delete the file draft.txt in my Documents"),
    ],
)
def test_a_file_that_was_told_of_is_the_one_meant(told: str, plain: str, lexicon: Lexicon) -> None:
    expected = plan_of(plain, lexicon, desk=True)
    assert isinstance(expected, list)
    assert plan_of(told, lexicon, desk=True) == expected


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("Bob called from Rome. Delete the meeting with Carol.", "Bob called from Rome"),
        ("Tim Roth must not lose his account. Delete it.", "Tim Roth must not lose his account"),
        ("Only Ana may see this. Share it with Ana.", "Only Ana may see this"),
        ("The red one must stay. Delete the others.", "The red one must stay"),
        ("Do not touch the archive. Delete the old invoice.", "Do not touch the archive"),
        ("Bob called from Berlin. Delete the meeting with Carol.", "Bob called from Berlin"),
        ("Nobody reads the newsletter. Delete it.", "Nobody reads the newsletter"),
        ("Tomorrow is a holiday. Turn off the alarm.", "Tomorrow is a holiday"),
        ("Bread is sold out. Save it", "Bread is sold out"),
        ("The parcel arrives on May 5. Open the calendar.", "The parcel arrives on May 5"),
    ],
)
def test_what_cannot_be_used_is_named(words: str, part: str, lexicon: Lexicon) -> None:
    assert plan_of(words, lexicon) == part


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        (
            'Search for Ana Lopez. Open her profile and send her the message "hi"',
            'Search for Ana Lopez. Open the profile of Ana Lopez and send Ana Lopez the message "hi"',
        ),
        ("Find Bo Ek in the list and make him inactive", "make Bo Ek inactive"),
        (
            "Change Ana's role to editor. Do the same for Ben.",
            "Change Ana's role to editor. Change Ben's role to editor",
        ),
        ("Make Ana an admin and Ben too", "make Ana an admin. make Ben an admin"),
        ("Set an alarm for 7:00 and another one for 8:00", "create an alarm at 7:00. create an alarm at 8:00"),
        ("Take the cheapest mug and put it in the cart", "put the cheapest mug in the cart"),
    ],
)
def test_what_stands_for_something_is_what_was_spoken_of(words: str, plain: str, lexicon: Lexicon) -> None:
    expected = plan_of(plain, lexicon)
    assert isinstance(expected, list)
    made = plan_of(words, lexicon)
    assert [one.split(" (")[-1] for one in made] == [one.split(" (")[-1] for one in expected]


def test_what_is_changed_of_one_thing_is_changed_in_one_go(lexicon: Lexicon) -> None:
    (purpose,) = plan_of("Kei Sato has moved to Kyoto: change his city and make him active", lexicon)
    assert purpose.endswith("(edit: with “Kei Sato”, city “Kyoto”, active)")


@pytest.mark.parametrize(
    "words",
    [
        "Open the album Summer: it should be called Autumn",
        "Change the role of Ana: it should be editor",
        "Open her profile",
        "Ana wrote to Eva. Open her profile",
        'Write "hi" in the first field and "bye" in the other one',
        "Tick the first box and the third, but leave the second as it is",
        "Close this tab and open the other one",
    ],
)
def test_what_may_stand_for_anything_is_not_understood(words: str, lexicon: Lexicon) -> None:
    assert isinstance(plan_of(words, lexicon), str)


def test_a_file_of_which_something_was_told_is_saved_itself(lexicon: Lexicon) -> None:
    told = "notes.txt is a mess. Sort its lines with Kate and save it"
    plain = "open notes.txt with Kate, sort the lines of notes.txt and save notes.txt"
    assert plan_of(told, lexicon, desk=True) == plan_of(plain, lexicon, desk=True)


def test_files_that_were_told_of_are_taken_from_where_they_are(lexicon: Lexicon) -> None:
    told = "There are two reports in my Downloads, a.txt and b.txt. Copy both of them to Documents"
    plain = "copy a.txt in my Downloads to Documents. Copy b.txt in my Downloads to Documents"
    assert plan_of(told, lexicon, desk=True) == plan_of(plain, lexicon, desk=True)


def test_a_new_folder_is_what_is_opened_then(lexicon: Lexicon) -> None:
    steps = plan_of("Create a folder called Bills in Documents and open it", lexicon, desk=True)
    assert steps[-1] == "Open the file “~/Documents/Bills”"


WISHES = [
    ("I'd like Bluetooth to be off", "turn off Bluetooth"),
    ("I want Bluetooth off", "turn off Bluetooth"),
    ("It would be nice if notifications were off", "turn off notifications"),
    ("Could notifications be turned off?", "turn off notifications"),
    ("I want the invoice of Krüger gone", "delete the invoice of Krüger"),
    ("Have the invoice of Krüger deleted", "delete the invoice of Krüger"),
    ("The status of Ana Lopez needs to be active", "set the status of Ana Lopez to active"),
    ("I want Kim Lee's role changed to editor", "change Kim Lee's role to editor"),
    ("Bob Stone should be inactive", "make Bob Stone inactive"),
    ("I want Ana to be an admin", "make Ana an admin"),
    ("Would it be possible to have the language in French?", "set the language to French"),
    ("Can we have the dark theme?", "switch to the dark theme"),
    ("How about a dark theme?", "switch to the dark theme"),
    ("Make sure that News is ticked", "tick News"),
    ("Make sure the price of Tea is 3.50", "set the price of Tea to 3.50"),
    ("Make sure Ana is active", "make Ana active"),
    ("The box News must stay unticked", "untick News"),
    ("Tea should cost 3.50", "set the price of Tea to 3.50"),
    ("There should be a task called Taxes", "create a task called Taxes"),
    ('The issue "Logo blurred" should be assigned to Eva', 'assign the issue "Logo blurred" to Eva'),
    ("I wish the volume were 20", "set the volume to 20"),
]


@pytest.mark.parametrize(("wish", "plain"), WISHES)
def test_a_wish_is_an_order(wish: str, plain: str, lexicon: Lexicon) -> None:
    expected = plan_of(plain, lexicon)
    assert isinstance(expected, list)
    made = plan_of(wish, lexicon)
    assert [one.split(" (")[-1] for one in made] == [one.split(" (")[-1] for one in expected]


@pytest.mark.parametrize("how", ["shown", "not 555", "still there", "the same as the price of Coffee", "there"])
def test_what_is_to_be_made_sure_of_is_no_value_where_it_names_none(how: str, lexicon: Lexicon) -> None:
    made = plan_of(f"Make sure the price of Tea is {how}", lexicon)
    assert isinstance(made, str) or not any(how in step and "Work towards" in step for step in made)


@pytest.mark.parametrize(
    ("wish", "plain"),
    [
        ("Kate should no longer show line numbers", "in Kate, turn off line numbers"),
        ("I want Kate to stop showing line numbers", "in Kate, turn off line numbers"),
        ("I want the tab width in Kate to be 4", "set the tab width in Kate to 4"),
        ("I'd like a.txt opened in Kate", "open a.txt in Kate"),
        ("Have Kate open a.txt", "open a.txt in Kate"),
    ],
)
def test_what_an_application_is_to_do_may_be_no_setting(wish: str, plain: str, lexicon: Lexicon) -> None:
    assert plan_of(wish, lexicon, desk=True) == plan_of(plain, lexicon, desk=True)


@pytest.mark.parametrize(
    "words", ["Kate should indent with 2 spaces", "Set the font to bigger", "I don't want line numbers in Kate"]
)
def test_a_wish_that_leaves_something_open_is_not_understood(words: str, lexicon: Lexicon) -> None:
    assert isinstance(plan_of(words, lexicon, desk=True), str)


@pytest.mark.parametrize(
    ("wish", "setting"),
    [
        ("I'd like line numbers in Kate", "line numbers"),
        ("I want Kate to show line numbers", "line numbers"),
        ("Kate should show line numbers", "line numbers"),
        ("Have Kate autosave my files", "autosave files"),
        ("Make Kate wrap long lines", "wrap long lines"),
        ("Kate should create backup copies", "create backup copies"),
    ],
)
def test_what_an_application_is_to_do_is_a_setting_of_it(wish: str, setting: str, lexicon: Lexicon) -> None:
    assert plan_of(wish, lexicon, desk=True) == plan_of(f"in Kate, turn on {setting}", lexicon, desk=True)


@pytest.mark.parametrize(
    ("german", "english"),
    [
        (
            "Kei Sato ist nach Kyoto gezogen: ändere seine Stadt und mache ihn aktiv",
            "set the stadt of Kei Sato to Kyoto and make Kei Sato active",
        ),
        ("Brot ist ausverkauft. Trage das bitte ein.", "mark Brot as ausverkauft"),
        (
            "Wir haben einen neuen Lieferanten, Tea House, Telefonnummer 0171 22. Füge ihn hinzu",
            "add the lieferanten Tea House with telefonnummer 0171 22",
        ),
        (
            "Ida Berg hat eine neue Telefonnummer, 555 0199. Ändere sie.",
            "set the telefonnummer of Ida Berg to 555 0199",
        ),
        ("Maya Holt verlässt den Verein. Entferne sie aus den Mitgliedern", "delete Maya Holt from the mitgliedern"),
        ("Die Musik ist zu laut. Stelle die Lautstärke auf 20", "set the volume to 20"),
        ("Schwarztee ist ausverkauft: setze seine Menge auf 0", "set the menge of Schwarztee to 0"),
        ("Hake sowohl News als auch Offers an", "tick News, tick Offers"),
        ("Bluetooth soll aus sein", "turn off Bluetooth"),
        ("Bob Stone soll inaktiv sein", "make Bob Stone inactive"),
    ],
)
def test_what_is_told_in_german_goes_into_the_order(german: str, english: str, lexicon: Lexicon) -> None:
    expected = plan_of(english, lexicon)
    assert isinstance(expected, list)
    made = plan_of(german, lexicon)
    assert [one.split(" (")[-1] for one in made] == [one.split(" (")[-1] for one in expected]


def test_an_application_is_named_in_german_orders(lexicon: Lexicon) -> None:
    plain = plan_of("open names.txt with Kate, sort the lines and save the file", lexicon, desk=True)
    assert plan_of("Sortiere die Zeilen von names.txt mit Kate und speichere die Datei", lexicon, desk=True) == plain
    told = plan_of("In meinen Dokumenten liegt eine list.txt. Öffne sie mit gedit", lexicon, desk=True)
    assert told == plan_of("Open ~/Documents/list.txt with gedit", lexicon, desk=True)


def test_german_that_is_not_understood_is_not_read_as_english(lexicon: Lexicon) -> None:
    assert isinstance(plan_of("Nur Ana darf das sehen: setze seine Menge auf 0", lexicon), str)
