"""The actions of the page, by tab. Each is a command; ``ELSEWHERE`` says of the other commands why they are none."""

from __future__ import annotations

from mosaic_exercises.office.forms import CSV, FormField, PageAction
from mosaic_exercises.office.giving import GIVE

MARKER = FormField(name="marker", label="Your name, as learners see it", option="--marker")
OUTCOMES = (
    ("", "choose ..."),
    ("incorrect", "not right"),
    ("partial", "partly right"),
    ("correct", "right"),
    ("recorded", "waiting for a person"),
    ("invalid", "could not be read"),
    ("not_attempted", "not answered"),
)

HAND_INS = (
    PageAction(
        id="collect",
        tab="hand-ins",
        title="Collect from a shared disk",
        about="Copies the hand-ins out of the learners' folders. Whose a file is, its folder tells; each "
        "hand-in is kept as a version.",
        button="Collect",
        words=("collect", "{source}", "--into", "{hand_ins}/collected"),
        fields=(
            FormField(name="source", label="The folder with a folder for each learner", sort="folder", needed=True),
            FormField(
                name="inside",
                label="Where the file lies in a learner's folder",
                option="--inside",
                hint="for example course/my_work/hand_in; empty: it is looked for",
            ),
        ),
        book=False,
    ),
    PageAction(
        id="demo",
        tab="hand-ins",
        title="Try it with an invented class",
        about="Writes hand-in files and a class list of invented learners into this class's folder.",
        button="Invent a class",
        words=("demo-class", "--out", "{hand_ins}"),
        fields=(
            FormField(
                name="learners",
                label="How many learners",
                option="--learners",
                sort="number",
                value="30",
                needed=True,
                whole=True,
            ),
        ),
        book=False,
    ),
)

LEARNERS = (
    PageAction(
        id="comment",
        tab="learners",
        title="Write to a learner",
        about="A comment about all of the work or one exercise. Learners see it on their page and in "
        "Moodle's feedback.",
        button="Write the comment",
        words=("comment", "{book}"),
        fields=(
            FormField(name="learner", label="The learner's id", option="--learner", needed=True),
            FormField(
                name="item", label="About this exercise", option="--item", hint="its name; empty: all of the work"
            ),
            FormField(name="text", label="What to say", option="--text", sort="words", needed=True),
            MARKER,
        ),
        change=True,
    ),
    PageAction(
        id="comment-all",
        tab="learners",
        title="Write to all who answered alike",
        about="The same comment to everybody whose answer to an exercise came out in one way.",
        button="Write the comments",
        words=("comment", "{book}"),
        fields=(
            FormField(name="item", label="The exercise's name", option="--item", needed=True),
            FormField(
                name="outcome",
                label="Whose answer was",
                option="--outcome",
                sort="choice",
                choices=OUTCOMES,
                needed=True,
            ),
            FormField(name="text", label="What to say", option="--text", sort="words", needed=True),
            MARKER,
        ),
        change=True,
    ),
    PageAction(
        id="comment-table",
        tab="learners",
        title="Take comments from a table",
        about="A CSV file with the columns learner_id, exercise (empty: all of the work) and comment. All "
        "of it is written, or nothing.",
        button="Take the comments",
        words=("comment", "{book}"),
        fields=(FormField(name="csv", label="The table", option="--csv", sort="file", accept=CSV, needed=True), MARKER),
        change=True,
    ),
)

MARKING = (
    PageAction(
        id="looked",
        tab="marking",
        title="I have looked at what cannot be read",
        about="Work with a damaged entry waits until a person has looked at it (the table of files says why).",
        button="I have looked at it",
        words=("mark", "{book}", "--looked={learner}"),
        fields=(FormField(name="learner", label="The learner's id", needed=True),),
        change=True,
    ),
    PageAction(
        id="mark-list",
        tab="marking",
        title="Say what waits",
        about="How many answers wait for a person, exercise by exercise, and whose work cannot be read.",
        button="Say what waits",
        words=("mark", "{book}", "--list"),
    ),
    PageAction(
        id="mark-table",
        tab="marking",
        title="Mark in a table",
        about="Writes what waits as a CSV file: fill in the columns level and comment, then take it back below.",
        button="Make the table",
        words=("mark", "{book}", "--csv", "{made}/to_mark.csv"),
        fields=(FormField(name="all", label="With what is judged already", option="--all", sort="check"),),
        made=("{made}/to_mark.csv",),
    ),
    PageAction(
        id="mark-take",
        tab="marking",
        title="Take a filled table back",
        about="The table that was filled in, or what two markers have settled. Rows that cannot be written are named.",
        button="Take the table",
        words=("mark", "{book}"),
        fields=(
            FormField(name="take", label="The filled table", option="--take", sort="file", accept=CSV, needed=True),
            MARKER,
        ),
        change=True,
    ),
    PageAction(
        id="second",
        tab="marking",
        title="Have some answers judged again",
        about="A sample of judged answers for a second marker, without names and first judgements.",
        button="Make the sample",
        words=("second", "{book}", "--csv", "{made}/second.csv"),
        fields=(
            FormField(name="marker", label="The second marker's name", option="--marker", needed=True),
            FormField(
                name="share", label="Percent of each exercise's answers", option="--share", sort="number", value="20"
            ),
        ),
        made=("{made}/second.csv",),
    ),
    PageAction(
        id="second-take",
        tab="marking",
        title="Take the second judgements",
        about="They stand beside the first; no mark changes.",
        button="Take the table",
        words=("second", "{book}"),
        fields=(
            FormField(name="take", label="The filled sample", option="--take", sort="file", accept=CSV, needed=True),
            FormField(name="marker", label="The second marker's name", option="--marker", needed=True),
        ),
        change=True,
    ),
    PageAction(
        id="second-told",
        tab="marking",
        title="How far two markers agree",
        about="The agreement by criterion (kappa), and a table of what they see differently, to settle.",
        button="Compare",
        words=("second", "{book}", "--differences", "{made}/settle.csv"),
        made=("{made}/settle.csv",),
    ),
)

SETTINGS = (
    PageAction(
        id="regrade",
        tab="settings",
        title="Grade again, and see first what changes",
        about="With the settings and keys as they are now. Nothing is changed until you say so; marks that "
        "people gave stay.",
        button="Look what would change",
        words=("regrade", "{grades}", "--table", "{made}/changes.csv", "{with_roster}", "{with_settings}"),
        made=("{made}/changes.csv",),
        then=("Do it: grade again", ("--apply",)),
        change=True,
    ),
)

KEEP = (
    PageAction(
        id="growth",
        tab="keep",
        title="What the class has learned",
        about="The check at the end beside the one before the beginning, concept by concept, over those "
        "who tried both.",
        button="Compare",
        words=("growth", "{*paths}", "--out", "{made}/growth.csv"),
        made=("{made}/growth.csv",),
        book=False,
    ),
    PageAction(
        id="log",
        tab="keep",
        title="Who changed what",
        about="Scores, marks, comments, settings: when, by whom, from what to what.",
        button="Show the changes",
        words=("log", "{book}"),
        fields=(
            FormField(name="learner", label="About this learner", option="--learner"),
            FormField(name="who", label="By this person", option="--who", hint="grading: by the computer"),
            FormField(name="since", label="Since", option="--since", hint="a day, as 2026-11-30"),
            FormField(
                name="last", label="How many, the newest", option="--last", sort="number", value="50", whole=True
            ),
        ),
    ),
    PageAction(
        id="log-table",
        tab="keep",
        title="All changes as a table",
        about="The whole history as a CSV file.",
        button="Write the table",
        words=("log", "{book}", "--csv", "{made}/changes_of_gradebook.csv"),
        made=("{made}/changes_of_gradebook.csv",),
    ),
    PageAction(
        id="backup",
        tab="keep",
        title="Back up",
        about="The gradebook in one file, read back before it is called done. Keep it elsewhere, too.",
        button="Back up now",
        words=("backup", "{book}", "--out", "{made}/backup-{now}.db"),
        made=("{made}/backup-{now}.db",),
    ),
    PageAction(
        id="restore",
        tab="keep",
        title="Restore a backup",
        about="Puts a backup in the place of the gradebook. What is there now is kept beside it under another name.",
        button="Restore",
        words=("restore", "{file}", "{book}"),
        fields=(
            FormField(name="file", label="The backup", sort="file", accept=".db", needed=True),
            FormField(
                name="sure", label="Put it in the place of the gradebook", option="--replace", sort="check", needed=True
            ),
        ),
        book=False,
        change=True,
    ),
    PageAction(
        id="doctor",
        tab="keep",
        title="Is the gradebook whole?",
        about="Looks at a copy of it: the file, each table, and whether what is in them fits together.",
        button="Look",
        words=("doctor", "{book}"),
    ),
    PageAction(
        id="rescue",
        tab="keep",
        title="Save what can be saved of a damaged gradebook",
        about="Puts what can still be read into a new file; the damaged one stays. Restore that file, then "
        "grade again.",
        button="Save it",
        words=("doctor", "{book}", "--rescue", "{made}/rescued-{now}.db"),
        made=("{made}/rescued-{now}.db",),
    ),
    PageAction(
        id="release",
        tab="keep",
        title="The students' copy of the exercises that count",
        about="Your private course folders without their keys. Nothing is written where a key would be in it.",
        button="Make the copy",
        words=("release", "{made}/for_students"),
        fields=(
            FormField(
                name="search", label="Also search this folder for what answers them", option="--search", sort="folder"
            ),
        ),
        book=False,
    ),
)

ACTIONS = (*HAND_INS, *LEARNERS, *MARKING, *SETTINGS, *GIVE, *KEEP)
BY_ID = {action.id: action for action in ACTIONS}
ALSO = {"grade": "the button Grade of the first page", "settings": "the form of the page Settings"}
"""Commands that the page calls, or whose functions it calls, from its own controls."""
ELSEWHERE = {
    "start": "it makes the course in a folder and opens Jupyter, where this page is",
    "pages": "it writes the notebooks as pages to read, once for all, before a class begins",
    "colab": "it copies the notebooks for Google Colab, once for all, before a class begins",
    "lite": "it builds the workbook as a site, once for all, before a class begins",
    "hub": "it is the service of a JupyterHub, with a page of its own for the instructor",
    "lab": "it opens Jupyter, where this page is",
    "submit": "it is a learner's: they hand in",
    "plan": "it is a learner's: it writes their plan",
    "notes": "it is a learner's: it writes their study notes",
    "podcast": "it makes the course's sound files once for all, before a class begins",
    "guide": "it has a notebook of its own, guide.ipynb, where the guide opens and is printed",
    "sheets": "empty sheets are opened from the notebooks and printed from the guide",
    "smart": "it judges objectives one a line for who writes programs; the exercise does it on the screen",
    "template": "it writes survey forms for somebody's own data, not for a class",
    "bank": "it is an author's: questions between systems, before a class begins",
    "check": "it is an author's: it looks over the course's files",
}
