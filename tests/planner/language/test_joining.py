"""One order for several things, and the application that it is done with: taken apart by what the words say."""

import pytest

from planner.language.context import only_pages
from planner.language.lexicon import Lexicon
from planner.language.understand import understand
from planner.plan import NotUnderstood


def on_desk(name: str) -> bool:
    return name.lower() in ("gedit", "kate", "gimp", "clocks", "thunar", "roller", "vlc", "abacus")


def plan_of(words: str, lexicon: Lexicon, *, desk: bool = False) -> list[str] | str:
    found = understand(words, lexicon, on_desk if desk else only_pages)
    return found.part if isinstance(found, NotUnderstood) else [step.purpose.casefold() for step in found.steps]


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("Tick both News and Offers", "tick News, tick Offers"),
        ("Delete the products Green tea and Black tea", "delete Green tea, delete Black tea"),
        ("Delete the product Lamp and the product Vase", "delete the product Lamp. Delete the product Vase"),
        ("Make Kei Sato active and Lea Martin inactive", "make Kei Sato active. Make Lea Martin inactive"),
        ("Set Kei Sato to active and Lea Martin to not active", "make Kei Sato active. Make Lea Martin inactive"),
        ("Untick both of News and Offers", "untick News, untick Offers"),
        ("Tick News as well as Offers", "tick News, tick Offers"),
        ("Set Width and Height to 10 and 20 respectively", "set Width to 10, set Height to 20"),
        ("Set A, B and C to 1, 2 and 3", "set A to 1, set B to 2, set C to 3"),
        ("Change Name to Ana and City to Oslo", "change Name to Ana and change City to Oslo"),
        (
            "Delete the invoice of Ana and the one of Ben too",
            "delete the invoice of Ana, delete the invoice of Ben",
        ),
        ("I need 3 mugs delivered to Ana Lima", "order 3 mugs to Ana Lima"),
        (
            "Enter an appointment at the dentist for May 5 at 9:00",
            "create the appointment at the dentist for May 5 at 9:00",
        ),
        ("Put the status of Lea Hart's invoice back to open", "set the status of Lea Hart's invoice to open"),
        (
            "Change the fee of Jon Ferro to 40 in the member table",
            "set the fee of Jon Ferro in the member table to 40",
        ),
        (
            "Rename the product Sea salt to Coarse salt and raise its price to 2.60",
            "set the name of the product Sea salt to Coarse salt and its price to 2.60",
        ),
        ("Delete Ana's invoice and Ben's", "delete Ana's invoice, delete Ben's invoice"),
        ("Add Ana to the group and Ben too", "add Ana to the group, add Ben to the group"),
        ('Send "hi" to Ana and "bye" to Ben', 'send "hi" to Ana, send "bye" to Ben'),
        ('Create an issue "Login fails" and assign it to Ana', 'create an issue "Login fails" with assignee Ana'),
        ('Open a ticket "Printer broken" with priority high', 'create a ticket "Printer broken" with priority high'),
        (
            "New contact: Ana Lopez, 555 12, ana@example.org",
            "create the contact Ana Lopez with phone number 555 12 and email ana@example.org",
        ),
        (
            "Create a new event: Dentist, May 5, 9:00",
            "create the event Dentist on May 5 at 9:00",
        ),
        (
            "Add Rye bread (price 3, in stock) to the products",
            'add Rye bread with price 3 to the products, tick "In stock" and save',
        ),
        ("Register Ana Lopez for the course Yoga", "enrol Ana Lopez for the course Yoga"),
        ('Leave the comment "nice" on the photo Beach', 'comment on the photo Beach with "nice"'),
        ("Put a meeting with Ana on May 5 in the calendar", "add a meeting with Ana on May 5 to the calendar"),
        (
            "Schedule a call with Ben on May 5 at 10:00 and invite Eva",
            "schedule a call with Ben on May 5 at 10:00. Invite Eva",
        ),
        (
            "Create a playlist Running and add the song Thunder to it",
            "create a playlist Running, add the song Thunder to Running",
        ),
    ],
)
def test_each_of_several_is_done(words: str, plain: str, lexicon: Lexicon) -> None:
    expected = plan_of(plain, lexicon)
    assert isinstance(expected, list)
    made = plan_of(words, lexicon)
    assert [one.split(" (")[-1] for one in made] == [one.split(" (")[-1] for one in expected]


@pytest.mark.parametrize(
    "words",
    ["Tick neither News nor Offers", "Either tick News or Offers", "Make sure neither News nor Offers is ticked"],
)
def test_what_leaves_a_choice_or_denies_is_not_understood(words: str, lexicon: Lexicon) -> None:
    assert isinstance(plan_of(words, lexicon), str)


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        (
            "Sort the lines of names.txt with Kate and save the file",
            "open names.txt with Kate, sort the lines, save it",
        ),
        (
            "Put the lines of names.txt in alphabetical order with Kate and save it",
            "open names.txt with Kate, sort the lines, save it",
        ),
        (
            "Turn tower.png by 90 degrees to the right with GIMP and save it",
            "open tower.png with GIMP, rotate it 90 degrees to the right and save it",
        ),
        ('Replace "cat" with "dog" in story.txt with gedit', 'open story.txt with gedit, replace "cat" with "dog"'),
        (
            "Mirror photo.png horizontally with GIMP and save it",
            "open photo.png with GIMP, mirror it horizontally, save it",
        ),
        ("Convert photo.png to photo.jpg with GIMP", "open photo.png with GIMP, export it as photo.jpg"),
        ('Put "Title" at the top of notes.txt with Kate', 'open notes.txt with Kate, put "Title" at the top'),
        ("From Kate's settings, turn off word wrap", "in Kate's settings, turn off word wrap"),
        (
            "Work out 12 * 7 in Abacus and put the result into notes.txt",
            "work out 12 * 7 in Abacus, open notes.txt, add the result at the end of the document, save it",
        ),
        ("Play song.mp3 with VLC", "open song.mp3 with VLC"),
        (
            "Add the file menu.txt to the archive party.zip, using the archive manager Roller",
            "open party.zip with Roller, add the file menu.txt",
        ),
        (
            "Extract photos.zip with Roller into Documents",
            "open photos.zip with Roller, extract everything into Documents",
        ),
        (
            "Make a folder 2027 in my Pictures and, inside that, another one called Spring",
            "create a folder 2027 in my Pictures. Then create a folder Spring in the folder 2027",
        ),
        ("In Kate, turn on line numbers and word wrap", "in Kate, turn on line numbers and turn on word wrap"),
        ("Calculate the average of B2 to B4 in cell B5 and save", "put the average of B2 to B4 in B5 and save"),
        ("Turn on line numbers in Kate via the settings", "in Kate, turn on line numbers"),
        ("From within Thunar, create a folder called Old", "in Thunar, create a folder called Old"),
        (
            "I'd like to see what time it is in Tokyo: add it to the world clocks in Clocks",
            "in Clocks, add Tokyo to the world clocks",
        ),
        (
            "How much is 84 divided by 7? Work it out in Abacus and save the answer as a.txt",
            "work out 84 / 7 in Abacus and save it as a.txt",
        ),
        (
            "Find the square root of 1764 with Abacus and keep the answer in a text file root.txt",
            "work out 1764^0.5 in Abacus and save it as root.txt",
        ),
    ],
)
def test_the_application_is_known_wherever_it_is_named(words: str, plain: str, lexicon: Lexicon) -> None:
    expected = plan_of(plain, lexicon, desk=True)
    assert isinstance(expected, list)
    assert plan_of(words, lexicon, desk=True) == expected


@pytest.mark.parametrize(
    "words",
    [
        "I'd like Kate to use spaces instead of tabs",
        "Only News should be ticked",
        "I want News and nothing else ticked",
        "Tick News but leave Offers",
        "Tick only News",
    ],
)
def test_what_no_act_can_do_is_not_taken_for_the_name_of_something(words: str, lexicon: Lexicon) -> None:
    assert isinstance(plan_of(words, lexicon, desk=True), str)


def test_a_setting_whose_name_may_hold_an_and_is_one(lexicon: Lexicon) -> None:
    assert plan_of("turn on sound and vibration", lexicon, desk=True) == [
        "turn on “sound and vibration”",
        "keep what was set, where that takes a button",
    ]


def test_several_files_are_moved_together(lexicon: Lexicon) -> None:
    steps = plan_of(
        "In Thunar make a new folder Bills in my Documents and move both a.txt and b.txt there", lexicon, desk=True
    )
    at = steps.index("click “a.txt”")
    assert steps[at : at + 4] == [
        "click “a.txt”",
        "ctrl-click “b.txt”",
        "press ctrl+x",
        steps[at + 3],
    ]
    assert steps[at + 3].startswith("open the file “~/documents/bills”")


def test_a_menu_that_turns_by_a_quarter_is_not_taken_for_another_angle(lexicon: Lexicon) -> None:
    assert isinstance(plan_of("Open a.png with GIMP and rotate it 45 degrees to the right", lexicon, desk=True), str)


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("Change Ana's city to Oslo and Ben's to Bergen", "change Ana's city to Oslo. Change Ben's city to Bergen"),
        ("Set the prices of Tea and Coffee to 3 and 4", "set the prices of Tea to 3. set the prices of Coffee to 4"),
        (
            "Set the price of Tea to 3 and that of Coffee to 4",
            "set the price of Tea to 3. set the price of Coffee to 4",
        ),
        (
            "Mark both the invoice of Ana and that of Ben as paid",
            "mark the invoice of Ana as paid. mark the invoice of Ben as paid",
        ),
        ("Invite Ana and Ben to the party", "invite Ana to the party. invite Ben to the party"),
        ("Delete the mails from Ana and Ben", "delete all mails from Ana. delete all mails from Ben"),
        ("Each of Ana and Ben should be inactive", "make Ana inactive. make Ben inactive"),
        ("Set the role of both Ana and Ben to editor", "set the role of Ana to editor. set the role of Ben to editor"),
    ],
)
def test_each_of_several_people_is_a_goal_of_its_own(words: str, plain: str, lexicon: Lexicon) -> None:
    expected = plan_of(plain, lexicon)
    assert isinstance(expected, list)
    made = plan_of(words, lexicon)
    assert [one.split(" (")[-1] for one in made] == [one.split(" (")[-1] for one in expected]


def test_several_folders_are_made_one_after_the_other(lexicon: Lexicon) -> None:
    plain = "Create a folder called A in Documents. Create a folder called B in Documents"
    assert plan_of("Create two folders called A and B in Documents", lexicon, desk=True) == plan_of(
        plain, lexicon, desk=True
    )
