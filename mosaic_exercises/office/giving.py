"""What is given out of a class: pages, files for learning systems, results without names."""

from __future__ import annotations

from mosaic_exercises.office.forms import CSV, FormField, PageAction

POINTS = FormField(name="points", label="Convert to so many points", option="--points", sort="number")
NOTEBOOK = FormField(
    name="notebook", label="Of one notebook only", option="--notebook", hint="for example 03_relationship_and_loyalty"
)
SECTION = FormField(name="section", label="Of one section only", option="--section")
SKIP = FormField(name="skip", label="Leave out who is not in that file", option="--skip-unknown", sort="check")

GIVE = (
    PageAction(
        id="report",
        tab="give",
        title="Make the pages",
        about="A page about the class, and one for each learner: results, reasons, comments.",
        button="Make the pages",
        words=("report", "{book}", "--out", "{grades}"),
        made=("{grades}/report.html",),
    ),
    PageAction(
        id="return",
        tab="give",
        title="Return the pages to the learners' folders",
        about="On a shared disk or a hub: each learner alone can read their page, and finds it at the head "
        "of the notebooks.",
        button="Return the pages",
        words=("return", "{book}", "--to", "{to}"),
        fields=(
            FormField(name="to", label="The folder with a folder for each learner", sort="folder", needed=True),
            FormField(name="by", label="Your name, as learners see it", option="--by"),
            FormField(name="title", label="What the page is called", option="--title", value="Your results"),
            FormField(
                name="inside",
                label="Where it goes in a learner's folder",
                option="--inside",
                hint="empty: into my_work, or the folder itself",
            ),
        ),
    ),
    *(
        PageAction(
            id=f"feedback-{system}",
            tab="give",
            title=f"The pages for {name}",
            about=about,
            button="Make the zip",
            words=("feedback", system, "{book}", "--out", f"{{made}}/pages_{system}.zip"),
            fields=fields,
            made=(f"{{made}}/pages_{system}.zip",),
        )
        for system, name, about, fields in (
            (
                "moodle",
                "Moodle",
                "A zip for “Upload multiple feedback files in a zip” of the assignment.",
                (
                    FormField(
                        name="worksheet",
                        label="The grading worksheet, where files were not downloaded in bulk",
                        option="--worksheet",
                        sort="file",
                        accept=CSV,
                    ),
                ),
            ),
            ("canvas", "Canvas", "A zip for “Upload submissions” of the assignment.", ()),
        )
    ),
    PageAction(
        id="export-canvas",
        tab="give",
        title="Grades for Canvas",
        about="Fills one column of the gradebook that Canvas exported; every other byte stays. Without it "
        "a fresh file is made.",
        button="Make the file",
        words=("export", "canvas", "{book}", "--out", "{made}/canvas.csv"),
        fields=(
            FormField(
                name="into", label="The gradebook that Canvas exported", option="--into", sort="file", accept=CSV
            ),
            FormField(name="column", label="The column to fill", option="--column", hint="its title, as Mosaic (123)"),
            POINTS,
            NOTEBOOK,
            SECTION,
            SKIP,
        ),
        made=("{made}/canvas.csv",),
    ),
    PageAction(
        id="export-moodle",
        tab="give",
        title="Grades for Moodle",
        about="Grades and comments for Moodle's import, into the list that Moodle exported or a fresh file.",
        button="Make the file",
        words=("export", "moodle", "{book}", "--out", "{made}/moodle.csv"),
        fields=(
            FormField(name="into", label="The list that Moodle exported", option="--into", sort="file", accept=CSV),
            POINTS,
            NOTEBOOK,
            SECTION,
            FormField(name="bare", label="Without comments", option="--no-comments", sort="check"),
            SKIP,
        ),
        made=("{made}/moodle.csv",),
    ),
    PageAction(
        id="export-moodle-offline",
        tab="give",
        title="Moodle's grading worksheet",
        about="Fills the worksheet of an assignment, in any language.",
        button="Fill the worksheet",
        words=("export", "moodle-offline", "{book}", "--out", "{made}/worksheet.csv"),
        fields=(
            FormField(
                name="into",
                label="The worksheet that Moodle gave you",
                option="--into",
                sort="file",
                accept=CSV,
                needed=True,
            ),
            POINTS,
            NOTEBOOK,
            SKIP,
        ),
        made=("{made}/worksheet.csv",),
    ),
    PageAction(
        id="export-xlsx",
        tab="give",
        title="An Excel workbook",
        about="All tables; ids keep their leading zeros, and nothing in it can run as a formula.",
        button="Make the workbook",
        words=("export", "xlsx", "{book}", "--out", "{made}/class.xlsx"),
        made=("{made}/class.xlsx",),
    ),
    PageAction(
        id="lti-scores",
        tab="give",
        title="Send scores to the learning system (LTI)",
        about="Where learners hand in by LTI: what the gradebook says goes back to Moodle or Canvas.",
        button="Send the scores",
        words=("lti", "scores", "{book}"),
        fields=(
            FormField(name="folder", label="The service's folder", option="--folder", sort="folder", needed=True),
            FormField(
                name="systems",
                label="The learning systems you know (TOML)",
                option="--settings",
                sort="file",
                accept=".toml",
                needed=True,
            ),
        ),
    ),
    PageAction(
        id="lti-return",
        tab="give",
        title="Return the pages by the LTI service",
        about="Each learner finds their page where they handed in.",
        button="Return the pages",
        words=("lti", "return", "{book}"),
        fields=(
            FormField(name="folder", label="The service's folder", option="--folder", sort="folder", needed=True),
            FormField(name="by", label="Your name, as learners see it", option="--by"),
            FormField(name="title", label="What the page is called", option="--title", value="Your results"),
        ),
    ),
    PageAction(
        id="export-csv",
        tab="give",
        title="A table of grades (CSV)",
        about="One row a learner, as nbgrader writes it.",
        button="Make the table",
        words=("export", "csv", "{book}", "--out", "{made}/grades.csv"),
        fields=(POINTS, NOTEBOOK, SECTION, SKIP),
        made=("{made}/grades.csv",),
    ),
    PageAction(
        id="divide",
        tab="give",
        title="How the class divided over its debates",
        about="Counts without names, as a file that learners open under “How the class divided”.",
        button="Count",
        words=("divide", "{book}", "--out", "{made}/division.json"),
        made=("{made}/division.json",),
    ),
    PageAction(
        id="anonymise",
        tab="give",
        title="Results without names",
        about="For research or a colleague. The key stays in this class's folder: with it the same learner "
        "has the same pseudonym again.",
        button="Write them",
        words=("anonymise", "{book}", "--out", "{made}/without_names", "--key", "{root}/pseudonyms.key"),
        fields=(
            FormField(
                name="answers",
                label="With what was answered (read it before you share it)",
                option="--answers",
                sort="check",
            ),
        ),
        made=(
            "{made}/without_names/learners.csv",
            "{made}/without_names/items.csv",
            "{made}/without_names/notebooks.csv",
        ),
    ),
)
