"""Words that tell whether something is wanted or only told."""

from __future__ import annotations

from .phrases import Phrases, lines, vocab

WANTS = Phrases(
    lines("""
    will, shall, should, must, ought to, aim to, aims to, aim is, aims are, aiming to, aiming for, aim for, want,
    wants, wanted to, intend to, intends to, plan to, plans to, planning to, plan is to, commit to, commits to,
    commits that, committed to, commit that, pledge to, pledges to, pledge that, promise, promises, hope to,
    hopes to, would like, would love, strive, strives, striving, seek to, seeks to, seeking to, aspire, aspires,
    going to, need to, needs to, try to, trying to, let us, goal is, goals are, goal to, objective is,
    objectives are, objective to, mission is, mission to, vision is, vision of, purpose is, purpose of, ambition is,
    ambition to, target is, target of, target to, are to be, is to be, is to, are to, to be, to have, to become,
    to get, to rise, to fall, dedicated to, devoted to, can we, could we, how can we, how might we, how do we,
    how could we, how should we, shall we, no more, we can, i can, may we, here to, exists to, exist to, works to,
    work to, working to, believe in, believes in, our target, we expect, due to launch, set to, resolve to,
    formed to, founded to, established to, created to, set up to, organised to, organized to, incorporated to,
    was formed for, is formed to, formed for the purpose, established for the purpose, organized for,
    envision, envisage, imagine, dream of,
    determined to, looking to, look to, north star, priority is, priorities are, focus is, job is, role is, wish to,
    wishes to, desire to, hoping to, striving to,
    """)
)
FACT_STARTS = vocab("there it she he yesterday hello hi dear thanks thank sorry i")
FACT_OPENINGS = Phrases(
    lines("""
    according to, on average, only, in our experience, i usually, we usually, i often, we often, i normally,
    we normally, i sometimes, customers often, customers usually, people often, studies show, research shows,
    surveys show, it is, it was, there are, there is, there were, there was, this is, these are, most of our,
    most of the, most customers, most people, i work in, i work for, i work at, i work as, i am a, i am an, i study,
    i live, we are based, because of, due to the, as a result of,
    """)
)
QUESTIONS = vocab("what how why who when where which is are do does did was were has have")
BE = vocab("is are was were am be been being")
NOW = Phrases(
    lines(
        """
    at the moment, currently, at present, right now, these days, nowadays, so far, to date, already, as standard,
    by law, as a rule, usually, typically, normally
    """
    )
)
STATIVE = vocab(
    """
    rank ranks
    is are has have live lives like likes come comes spend spends prefer prefers cost costs take takes believe think
    thinks feel feels say says contain contains include includes consist consists belong belongs employ employs own
    owns sell sells means mean remain remains seems seem appear appears represents represent stands account accounts
    use uses knows know needs works shop shops order orders survive fail rent rents agree agrees disagree report
    reports earn earns go goes start starts speak speaks pay return returns book would visit visits buy buys open
    opens close closes depend depends matter matters require requires tend tends understand understands trust trusts
    """
)
WISHED = vocab("feel feels know knows understand understands trust trusts")
MISSION_VERBS = vocab(
    """
    provide provides help helps support supports offer offers serve serves promote promotes put puts work works
    strive strives believe believes advance advances educate educates empower empowers operate operates assist
    assists foster fosters protect protects preserve preserves encourage encourages raise raises solicits solicit
    grants fund funds connect connects bring brings create creates deliver delivers exist exists aim aims teach
    teaches conduct conducts maintain maintains sponsor sponsors award awards feed feeds shelter shelters inspire
    inspires enable enables build builds improve improves develop develops care cares house houses rescue rescues
    make makes give gives champion champions ensure ensures strengthen strengthens distribute distributes coordinate
    coordinates value values respect respects focus focuses engage engages unite unites celebrate celebrates welcome
    welcomes treat treats listen listens go goes lead leads run runs host hosts organizes organises seek seeks
    prepare prepares train trains facilitate facilitates transform transforms conserve conserves restore restores
    commit commits
    """
)
COMPARATIVES = vocab(
    """
    more fewer less better faster quicker higher lower shorter happier stronger greater larger bigger smaller easier
    cheaper safer cleaner healthier zero no increased reduced improved fairer greener
    """
)
