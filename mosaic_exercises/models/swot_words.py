"""What the wording of a factor gives away: an action of our own, a trouble inside the house, a wish.

Each function returns the words that it stumbled over, "" where it found none. They read English wording and know
nothing of the firm: what they find is a question to the writer, and silence proves nothing. The word lists are this
workbook's reading.
"""

from __future__ import annotations

import re
from typing import Final

AROUND: Final = (
    r"market|markets|region|town|towns|city|country|customers?|clients?|industry|sector|area|neighbourhood|neighbours"
    r"|competitors?|rivals?|suppliers?|insurers?|supervisors?|government|state|landlord|bank|banks"
)
"""What may be called "our" and stands outside all the same."""

PARTS: Final = (
    r"staff|team|teams|employees|colleagues|people|mechanics|managers?|management|training|skills|know-?how|experience"
    r"|software|systems?|it|website|portal|app|processe?s?|procedures|budget|capacity|equipment|machines|workshop"
    r"|documentation|documents|communication|organisation|claims? (?:desk|handling|team|process)|service|stock|cash"
    r"|marketing|leadership|motivation|culture|planning|posts|data|records"
)
"""Parts of a firm."""

_PLAIN = (
    r"launch|introduce|create|develop|hire|recruit|buy|sell|win|expand|enter|invest|advertise|improve|negotiate|promote"
    r"|digiti[sz]e|automate|extend|attract|become|acquire|implement|establish|organi[sz]e|redesign|renew|strengthen"
    r"|reduce|optimi[sz]e|modernis[e]|modernize|simplify|train (?:our|the|all|new|more)|set up"
    r"|roll out|team up|diversify"
)
_ALSO_NOUNS = (
    r"open|offer|start|use|build|cut|lower|raise|increase|add|make|give|get|partner|market|target|change|sign|run|grow"
    r"|cooperate|work|focus|test|try|move|export|plan|publish|print|send|join|link|show"
)
_DETERMINER = (
    r"(?:an?|the|our|more|new|another|better|into|up|with|to|on|all|every|each|their|its|it|them|young|free)\b"
)
_DOING = (
    r"launching|introducing|creating|developing|hiring|recruiting|buying|selling|winning|entering|investing"
    r"|advertising|improving|negotiating|promoting|digiti[sz]ing|automating|extending|attracting|opening|offering"
    r"|starting|using|building|cutting|adding|making|giving|expanding|partnering|setting|training|cooperating|working"
)

OWN_ACTION = re.compile(
    r"\A\W*(?:"
    rf"(?:to )?(?:{_PLAIN})\b(?! (?:of|in|by|from)\b)"
    rf"|to (?:{_ALSO_NOUNS})\b"
    rf"|(?:{_ALSO_NOUNS}) {_DETERMINER}"
    rf"|(?:{_DOING}) {_DETERMINER}"
    rf"|our (?!(?:{AROUND})\b)\w+"
    r")"
    r"|\b(?:we|our firm|our company) (?:could|should|can|will|may|might|must|want|plan|intend|need|ought|are going)\b"
    r"|\blet(?:'|’)?s\b|\blet us\b",
    re.IGNORECASE,
)
INSIDE = re.compile(
    rf"\A\W*our (?!(?:{AROUND})\b)\w+"
    rf"|\bour (?:own )?(?:\w+ )?(?:{PARTS})\b"
    r"|\A\W*we (?:\w+n(?:'|’)t|are|have|do|cannot|lack|lose|depend|fail|miss|need|take|only|still|never"
    r"|spend|rely|answer|decide|work|offer|pay|know)\b"
    r"|\bwe (?:lack|cannot|can(?:'|’)t|do not|don(?:'|’)t|fail|are too|have too|have no|have few|are not"
    r"|aren(?:'|’)t)\b"
    r"|\b(?:in|inside|within) (?:the|our) (?:firm|company|house|organi[sz]ation|team|department|office)\b"
    r"|\b(?:claims desk|back[ -]office|our own)\b"
    rf"|\A\W*(?:no|lack of|too few|too little|not enough|missing|poor|weak|outdated|old|slow|insufficient|untrained"
    rf"|inexperienced|understaffed|overworked|badly trained|unmotivated) (?:\w+ )?(?:{PARTS})\b"
    rf"(?!.*\b(?:{AROUND}|competition|law)\b)",
    re.IGNORECASE,
)
ASPIRATION = re.compile(
    r"\bwe (?:want|aim|strive|hope|plan|will|would like|intend|aspire|wish|try|seek|should|could|are going|are planning"
    r"|are about)\b"
    r"|\A\W*to (?:be|become|offer|give|have|provide|deliver|win|grow|lead|improve|keep)\b"
    r"|\A\W*(?:be|become|becoming) (?:the|an?|more|known|loved|number|leading|best|better)\b"
    r"|\b(?:aims? to|aspir\w+|ambition\w*|strive\w*|striving|our (?:goal|aim|vision|dream|mission|plan)|vision of"
    r"|going to (?:be|become|offer|open|launch)|will (?:be|become|soon|open|offer|launch|have)|planned for|is planned"
    r"|are planned|potential to|wants? to|hopes? to|would like to|one day|by 20\d\d)\b",
    re.IGNORECASE,
)


def _said(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(" ".join(text.split()))
    return found.group().strip(" \t\"'“”.,;:-–—•*") if found else ""


def own_action(text: str) -> str:
    """The words by which an "opportunity" reads like something that we would do; "" if none.

    An opportunity is a fact of the world outside that would stand there without us: Weihrich 1982.
    """
    return _said(OWN_ACTION, text)


def inside(text: str) -> str:
    """The words by which a "threat" or an outside factor reads like a trouble of our own house; "" if none."""
    return _said(INSIDE, text)


def aspiration(text: str) -> str:
    """The words by which a "strength" reads like a wish: what is wanted, planned or to come; "" if none."""
    return _said(ASPIRATION, text)
