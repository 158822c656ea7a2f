"""Words and phrases that raise a red flag, and those that only look as if they did."""

from __future__ import annotations

from .phrases import Phrases, lines, vocab

SUPERLATIVES = Phrases(
    lines("""
    number one, number 1, no 1, no . 1, # 1, the best, best in class, best of breed, world class, world leading,
    world leader, world best, market leader, market leading, industry leading, industry leader, class leading,
    second to none, of choice, first choice, number one choice, the leading, leading provider, leading supplier,
    a leader in, the leader in, leaders in, the premier, the greatest, the finest, the biggest, the largest,
    the fastest, the cheapest, the most trusted, the most admired, the most popular, the most successful,
    the most innovative, the most loved, the most respected, the most recommended, the most sustainable,
    the most customer, most trusted, most admired, most loved, unrivalled, unparalleled, unmatched, unbeatable,
    top rated, the top, top of the league, highest rated, best rated, best known, better than anyone,
    better than any, than anyone else, like no other, leading edge, gold standard, pre eminent, preeminent,
    the go to, the strongest, the safest, the happiest, the healthiest, the highest quality, the very best, uk best,
    country best, the global leader, global leader, world number one, world most, europe leading, uk leading,
    country leading, nation leading, leading university, leading charity, leading company, leading brand,
    leading bank, leading hotel, leading retailer, globally recognised leader, the lowest prices, lowest prices,
    the no 1, best place to, the smartest, the greenest, the friendliest, the fairest, recognised leader,
    recognized leader, thought leader, best,
    """)
)


NOT_SUPERLATIVE = Phrases(
    lines("""
    best practice, best practices, best efforts, best effort, best before, best value, best interest,
    best interests, best possible, do our best, do my best, their best, his best, her best, personal best, at best,
    best selling, best fit, best way, best ways, best start, best use, best suited, the top 10, the top 20,
    the top 5, the top 3, the top 50, the top 100, the top of, the biggest barriers, the largest possible,
    best endeavours, best bet, our best, best wishes, best sellers, the top 25, the top 60, the top 40, the top 30,
    the best of, best out of, best life, best selves, best self, best time,
    """)
)


ABSOLUTES = Phrases(
    lines("""
    never, always, of all, everyone, everybody, everything we do, anyone, anybody, nobody, no one, no body, for all,
    of all people, everywhere, the whole town, the whole world, the whole country, the whole city, the entire world,
    the entire country, the entire population, the entire town, the entire city, the whole population,
    entire population, whole town, universal access, universal coverage, universal and equitable,
    universal health coverage, universal, in the world, all people, all girls, all boys, all children everywhere,
    all women, all men, all humanity, all over the world, every single customer, every single person,
    all customers happy, once and for all, for good, for ever, forever, under any circumstances, without exception,
    at all times, no matter what, every time, no exceptions, without fail, all of our customers happy, totally,
    completely, absolutely, leave no one behind, no child, all forms of, perfect, perfectly, perfection, flawless,
    flawlessly, guaranteed, guarantee, whole community happy, free of, free from, error free, defect free,
    litter free, violence free, drug free, hunger free, crime free, poverty free, hassle free, complaint free,
    smoke free generation, accident free, bug free, mistake free, whatever they want, whatever it takes,
    no complaints, no more complaints, no mistakes, no errors, no accidents, no defects, no delays, no queues,
    no more queues, no more mistakes, no more delays, nothing but, not a single, 24 / 7 / 365, infinite, every need,
    every human, every person, every citizen, every child, every home, every community,
    """)
)


NOT_ABSOLUTE = Phrases(
    lines("""
    for all staff, for all employees, for all new, for all our staff, for all managers, for all teams, for all 12,
    for all team, for all sites, for all branches, for all shops, for all stores, for all departments,
    for all orders, for all purchases, for all services, for all projects, for all products, for all units,
    for all production, for all public facing, free of charge, completely new, every time a, every time they,
    every time we, every time i, everyone in the team, everyone on the team, everyone in our team,
    everyone on my team, for all systems, for all trips, for all suppliers, for all frontline, for all front line,
    for all new starters, for all volunteers, for all drivers,
    """)
)


INSTANT = Phrases(
    lines("""
    overnight, instantly, instant, immediately, straight away, right away, at once, in no time, in an instant,
    within seconds, in seconds, right now, in a flash, in one day, in a day, within a day, on the spot,
    """)
)


ENDING = vocab(
    """
    end ends eliminate eliminates eradicate eradicates abolish abolishes eliminating eradicating ending eradication
    elimination stamp wipe banish rid exterminate
    """
)  # fmt: skip


OWN_WASTE = vocab(
    """
    paper forms form manual step steps duplicate duplicates duplication plastic spreadsheet spreadsheets legacy fax
    cash printed single redundant unnecessary unused outdated old dead code jargon debt
    """
)


OUTCOMES = vocab(
    """
    satisfaction satisfied happy delighted loyal loyalty retention success successful happiness quality accuracy
    first resolved resolution on-time punctuality uptime availability recommend pass conversion compliance customers
    customer guests clients patients students users members people residents attendance occupancy engaged engagement
    right fresh correct market
    """
)


OWN_ACTS = vocab(
    """
    train reply respond source buy purchase check contact pay inspect audit recycle file send call visit migrate
    certify answer acknowledge record complete review test document publish invite survey interview offer use sample
    replace convert switch move phone ring email thank log label scan backup submit attend update assess teach brief
    install fit equip provide issue collect maintain sourcing sourced using recycled printed made
    """
)


OWN_INPUTS = vocab(
    """
    electricity energy renewable purchases purchase materials packaging coffee cocoa cotton paper suppliers staff
    vehicles fleet vans ingredients eggs timber palm oil fairtrade plastic employees managers handlers agents
    starters officers sites branches stores teams invoices recycled recyclable waste sourcing own
    """
)
