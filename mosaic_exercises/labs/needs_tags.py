"""Sentences from Tessera's interviews (SYNTHETIC), each tagged with the step it speaks of and the need that speaks.

The tags are this workbook's reading: one need a sentence, the loudest. Another reading with good reasons is welcome.
The words are those of ``data/tessera/interviews.toml``; a test compares them.
"""

from __future__ import annotations

from typing import NamedTuple


class Tag(NamedTuple):
    """One sentence: whose interview, at which stage of the journey, which need (an id of ``models.needs.NEEDS``)."""

    interview: str
    stage: str
    need: str
    words: str


TAGS: tuple[Tag, ...] = (
    Tag("int-01", "purchase", "safety", "I pay for Complete, the poster says forty-eight hours."),
    Tag("int-01", "claims", "physiological", "Six days of two buses after a twelve-hour shift."),
    Tag("int-01", "claims", "safety", "not one of them could say when."),
    Tag("int-01", "claims", "safety", "I need to know on day one what happens on day two."),
    Tag("int-01", "claims", "esteem", "told four people the same story"),
    Tag("int-02", "research", "belonging", "Fatou let us ride one for an hour with the boys in it."),
    Tag("int-02", "renewal", "safety", "If the number is wrong, are we insured at all?"),
    Tag("int-02", "renewal", "safety", "I want one sentence: your family is covered."),
    Tag("int-02", "renewal", "esteem", "a new price without a reason"),
    Tag("int-03", "awareness", "self-actualisation", "I intend to see the places I used to point at."),
    Tag("int-03", "awareness", "self-actualisation", "on my own battery and my own legs."),
    Tag("int-03", "renewal", "belonging", "He asked how the knee was before he asked about the brakes."),
    Tag("int-03", "renewal", "esteem", "he sent me a photograph and a price before he touched it."),
    Tag("int-03", "claims", "esteem", "I have given my word for you."),
    Tag("int-04", "renewal", "physiological", "I count every euro until my stipend comes on the 25th."),
    Tag("int-04", "renewal", "safety", "one message before the bill, not after it."),
    Tag("int-04", "renewal", "belonging", "nobody at Tessera ever talked to me again after I paid."),
    Tag("int-04", "renewal", "esteem", "I was a policy number with a lock."),
    Tag("int-05", "claims", "safety", "every date she named was kept."),
    Tag("int-05", "claims", "belonging", "The workshop had put a note on the saddle"),
    Tag("int-05", "claims", "esteem", "so that I am treated like a grown woman."),
    Tag("int-06", "claims", "physiological", "I had two three-year-olds who were hungry and no bike."),
    Tag("int-06", "claims", "safety", "I did not want a policy then, I wanted a number."),
    Tag("int-06", "claims", "safety", "If the bike does not work, my work does not work."),
    Tag("int-06", "claims", "belonging", "Another mother lent me her trailer."),
    Tag("int-07", "purchase", "safety", "your own colleague sold it to me with the bike."),
    Tag("int-07", "claims", "safety", "not on the certified list, see page eleven."),
    Tag("int-07", "claims", "esteem", "an answer that repeated page eleven."),
    Tag("int-08", "research", "safety", "how long until I ride again?"),
    Tag("int-08", "research", "esteem", "Fatou did not push me."),
    Tag("int-08", "purchase", "safety", "what else did they copy?"),
    Tag("int-08", "purchase", "esteem", "I am proud of this bike."),
    Tag("int-09", "claims", "safety", "Soon is not a date."),
    Tag("int-09", "claims", "safety", "But first give me dates, even bad ones."),
    Tag("int-09", "claims", "esteem", "I have to tell my own client by four o'clock which van to book."),
    Tag("int-10", "claims", "safety", "When the motor cuts out on the bridge"),
    Tag("int-10", "claims", "esteem", "I am a rider, I have no password."),
    Tag("int-10", "renewal", "belonging", "I felt like part of the trade."),
    Tag("int-11", "claims", "physiological", "No bike, no drops, no rent, it is that simple."),
    Tag("int-11", "claims", "safety", "Should I wait, should I borrow my cousin's bike?"),
    Tag("int-11", "claims", "safety", "I just never know whether you will."),
    Tag("int-12", "renewal", "belonging", "What I like is that somebody picks up who knows me."),
    Tag("int-12", "renewal", "esteem", "That loyalty should be worth something"),
    Tag("int-13", "awareness", "belonging", "people ask me what I would take."),
    Tag("int-13", "purchase", "esteem", "They trust me, you see, it is my name over the door."),
    Tag("int-13", "claims", "esteem", "they shout at me, in front of other customers."),
    Tag("int-13", "claims", "safety", "Give me a page where I can see where a claim stands"),
    Tag("int-14", "purchase", "safety", "on Friday the box comes and two things are missing."),
    Tag("int-14", "renewal", "belonging", "That was decent, that was between mechanics."),
    Tag("int-14", "renewal", "esteem", "Nobody called me, not once, except to ask about an invoice."),
    Tag("int-18", "awareness", "safety", "that is the only number I have about you."),
    Tag("int-18", "research", "safety", "who picks me up when I stand on the dyke at seven in the evening"),
    Tag("int-18", "research", "safety", "who pays without a fight."),
    Tag("int-18", "research", "esteem", "it wanted my telephone number before it showed the sum"),
)
