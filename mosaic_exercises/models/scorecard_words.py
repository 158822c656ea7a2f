"""Whether what stands where an objective should stand is an initiative: something to do, not something to reach.

The word lists are this workbook's reading; a find is a question to the writer, and silence proves nothing.
"""

from __future__ import annotations

import re

DOING = re.compile(
    r"\A\W*(?:to |we (?:will|shall|want to|plan to) )?(?:"
    r"launch|introduce|implement|install|buy|purchase|hire|recruit|retrain|teach|hold|organi[sz]e|set up"
    r"|roll out|build|create|develop|redesign|rewrite|publish|conduct|carry out|appoint|migrate|automate|digiti[sz]e"
    r"|upgrade|replace|review|advertise|invite|visit|schedule|establish|attend|outsource"
    r"|(?:train|run|design|write|print|send|call|survey|open|start|begin|update|test|pilot|add|make|put|move|map"
    r"|prepare|plan|give|code) (?:an?|the|our|more|new|all|every|each|staff|everyone|everybody|colleagues|out|up)"
    r")\b(?! (?:of|in)\b)"
    r"|\A\W*(?!(?:fewer|less|lower|higher|shorter|faster|be|keep|no|every|each|all)\b)"
    r"(?:an? |the |our |one |two |three |yearly |monthly |weekly |new |more |better )*"
    r"(?:\w+[ -]){0,2}"
    r"(?:trainings?|courses?|seminars?|campaigns?|projects?|programmes?|programs?|workshops? (?:on|for|with|about)"
    r"|meetings?|software|crm|app|newsletters?|adverts?|mailings?|roll-?out|launch|introduction|implementation"
    r"|installation|review of|survey of|audit of|relaunch)\b",
    re.IGNORECASE,
)


def initiative(text: str) -> str:
    """The words by which an "objective" reads like an initiative; "" if none.

    An objective names a state to reach, an initiative the work that should lead there (Kaplan & Norton 1996).
    """
    found = DOING.search(" ".join(text.split()))
    return found.group().strip(" \t\"'“”.,;:-–—•*") if found else ""
