"""The numbers in a text that claim something: percentages, money, shares, counts. Clock times and names are none.

A statistic needs a source; "WhatsApp after 21", "Quay Street 12" or "iPhone 15" do not. What counts as which is this
workbook's reading.
"""

from __future__ import annotations

import re
from typing import Final

CLAIM: Final = re.compile(
    r"(?:€|\$|£|\bEUR|\bUSD|\bGBP)\s?\d[\d.,]*"
    r"|\d[\d.,]*\s?(?:%|per ?cent\b|€|EUR\b|euros?\b)"
    r"|(?<![\d.,])\d+(?:[.,]\d+)* (?:of|out of|in(?! (?:19|20)\d\d\b)) \d+(?:[.,]\d+)*\b"
    r"|(?<![\d:.,/-])\b(?:\d{2,}|\d(?=,\d{3}\b))(?:[.,]\d+)*\b(?![:/-]?\d)",
    re.IGNORECASE,
)
DIGIT: Final = re.compile(r"\d")
YEAR: Final = re.compile(r"(?:19|20)\d\d")

# A number after which nothing is counted: the text ends, pauses, or goes on with a small word.
_ALONE = (
    r"(?!\s*[%€$£])(?![.,]\d)(?=\s*(?:$|[.,;:!?)\]\"'”’\n]|[-–—]\s"
    r"|\s(?:and|or|but|to|until|till|on|in|at|for|from|with|when|if|because|so|as|only|then|every|each|daily|weekdays"
    r"|weekends|sharp|already|again|she|he|they|we|it|is|was|are|has|does|he'?s|before|after|by|the|her|his|their)\b))"
)
_HOUR = r"(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d)?"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_SPAN = r"(?:minute|hour|day|week|month|year)"
_STREET = (
    r"(?:street|road|lane|avenue|square|quay|row|close|way|place|court|drive|alley|terrace|gardens|hill|dyke|straat|weg"
    r"|gracht|plein|stra(?:ss|ß)e|gasse|gade|vej|rue|via|calle)"
)
_PLACE = (
    r"(?:no\.?|nr\.?|number|flat|house|room|floor|apartment|building|platform|gate|page|line|bus|tram|gear|exit|route"
    r"|bay|box|desk|counter|chapter|question|version|model|size|channel|seat|ward|stop|section|form|type|mark|series)"
)
_MOVES = (  # what rises by 20 or stands at 20 is counted
    r"(?:rose|risen?|rises?|rising|fell|fallen|falls?|grew|grown?|grows?|cut|down|up|better|worse|increased?|decreased?"
    r"|reduced?|dropped|drops?|improved?|stands?|stood|is|are|was|were|lies|remains?|stays?|rated|valued|priced|capped)"
)
_MAKES = r"(?:iphone|ipad|galaxy|pixel|windows|ios|android|office|xbox|playstation|bosch|shimano|formula|boeing|airbus)"

NO_CLAIM: Final = (
    # times of day: after 21, at 9.30, from 8 to 20, between 17 and 19, 21 o'clock, 10 pm, 18 h, 7:15
    re.compile(rf"\b(?:from|between)\s+{_HOUR}\s*(?:to|until|till|and|[-–])\s*{_HOUR}\b{_ALONE}", re.I),
    re.compile(rf"\b{_HOUR}(?:\s*(?:to|[-–])\s*{_HOUR})?\s*(?:o['’]?clock|[ap]\.?\s?m\b\.?|h\b|hrs\b|uhr\b)", re.I),
    re.compile(rf"\b(?:after|before|until|till|since|past)\s+{_HOUR}\b{_ALONE}", re.I),
    re.compile(rf"(?:\b(?P<verb>{_MOVES})\s+)?\b(?:by|at)\s+{_HOUR}\b{_ALONE}", re.I),
    # ages, of people and of messages: 34-year-old, aged 34, a mail 36 hours old, 3 days ago
    re.compile(rf"\b\d+(?:[- ]{_SPAN}s?[- ]old\b| {_SPAN}s? ago\b)", re.I),
    re.compile(rf"\b(?:aged?|older than|younger than)\s+\d+\b(?!\s*{_SPAN}s?\b(?! old))(?!\s*%)", re.I),
    # dates: 25 May, May 25
    re.compile(rf"\b\d{{1,2}}\s+{_MONTH}\b|\b{_MONTH}\s+\d{{1,2}}\b", re.I),
    # houses, rooms, bus lines, pages
    re.compile(rf"\b[\w'’-]*{_STREET}\s+\d{{1,4}}[a-z]?\b{_ALONE}", re.I),
    re.compile(rf"\b\d{{1,4}}[a-z]?\s+(?:[A-Z][\w'’-]*\s+){{1,3}}(?i:{_STREET})\b"),
    re.compile(rf"\b{_PLACE}\s*#?\d+\b{_ALONE}", re.I),
    # telephone numbers
    re.compile(r"(?<![\d.,])(?:\+\d{1,3}[\s/-]?|0)\d(?:[\s/-]?\d){4,}\b"),
    re.compile(rf"\b(?:rings?|calls?|dials?|phones?)\s+(?:1\d\d|911|999)\b{_ALONE}", re.I),
    # products and firms: iPhone 15, the Gazelle 500, Windows 11
    re.compile(rf"\b{_MAKES}\s+[A-Z]?\d+\b(?!\s*%)", re.I),
    re.compile(rf"(?<=[\w,;:] )(?!EUR|USD|GBP)[A-Z][\w'’-]*[A-Za-z]\s+\d{{2,4}}\b{_ALONE}"),
)


def figures_in(text: str) -> tuple[str, ...]:
    """The numbers in a text that claim something: percentages, money, shares, numbers of two digits and more.

    Not counted: single digits, years, clock times ("after 21"), dates, ages, house, page and telephone numbers,
    numbers in a product's name, and ratios such as 24/7.
    """
    if not DIGIT.search(text):
        return ()
    for harmless in NO_CLAIM:
        text = harmless.sub(_masked, text)
    found = (m.group().strip(" .,") for m in CLAIM.finditer(text))
    return tuple(number for number in found if not YEAR.fullmatch(number))


def _masked(found: re.Match[str]) -> str:
    return found.group() if found.groupdict().get("verb") else re.sub(r"\S", "_", found.group())
