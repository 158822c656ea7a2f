"""Words that make up times."""

from __future__ import annotations

from .phrases import Phrases, lines, vocab

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ), 1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = vocab(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    """
)
SEASONS = vocab("spring summer autumn fall winter")

SHORT_UNITS = vocab(
    """
    hour hours hr hrs h minute minutes min mins second seconds sec secs s ms milliseconds ring rings
    """
)
DAY_UNITS = vocab("day days weekday weekdays night nights")
LONG_UNITS = vocab(
    """
    week weeks wk wks month months mth mths year years yr yrs quarter quarters term terms semester semesters
    trimester trimesters fortnight fortnights sprint sprints season seasons session sessions decade decades weekend
    weekends
    """
)
PERIODS = vocab(
    """
    week month year quarter term semester trimester fortnight sprint season session decade weekend half period
    spring summer autumn fall winter morning afternoon evening holiday holidays christmas easter cycle wk yr qtr
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december night lunchtime
    """
)
PERIOD_MODIFIERS = vocab(
    """
    reading freshers fresher exam wedding harvest open financial fiscal academic school calendar tax business half
    working trading reporting planning budget university college ofsted festive summer winter spring autumn easter
    christmas bank growing football
    """
)
SCHEDULE_UNITS = vocab(
    """
    day week month quarter year term semester morning afternoon evening night weekday weeknight weekend fortnight
    shift lunchtime hour sprint season session monday tuesday wednesday thursday friday saturday sunday weeks months
    days years january february april june july august september october november december
    """
)
SCHEDULE_ADVERBS = vocab(
    """
    daily nightly weekly fortnightly biweekly monthly bimonthly quarterly annually yearly hourly mondays tuesdays
    wednesdays thursdays fridays saturdays sundays weekdays weeknights weekends termly everyday
    """
)
SCHEDULED_NOUNS = vocab(
    """
    meeting meetings newsletter review reviews report reports call calls visit visits catch-up update updates survey
    session sessions class classes check checks audit audits webinar webinars email emails workshop workshops walk
    run event events post posts briefing briefings huddle one forum surgery drop blog stand standup
    """
)
RATE_UNITS = vocab(
    """
    hour day shift night week month quarter year session annum fortnight weekend term minute sprint yr wk season
    visit customer employee head person
    """
)
EVENTS = vocab(
    """
    christmas xmas easter ramadan eid diwali hanukkah passover halloween thanksgiving birthday wedding anniversary
    holiday holidays vacation meeting agm audit inspection exam exams finals assessment appraisal review graduation
    prom conference congress summit fair expo festival launch opening reopening election elections olympics games
    seminar lecture tutorial workshop webinar viva placement induction gala
    cup tournament match race marathon triathlon season campaign sale sales peak deadline renewal session call
    appointment lesson class visit demo trip competition concert show performance parade ceremony retirement project
    programme program pilot trial course contract semester budget census phase term deployment kickoff relaunch
    handover interview open-day weekend eve day date check-in cohort rollout referendum year
    """
)
PLAIN_WEEKS = vocab(
    """
    a one any every each per last past previous first second third final other another working business whole full
    single given typical normal average busy same that whole half quiet good bad all half-term long short
    """
)
SCHOOL_WORDS = vocab("pupils pupil boys girls children detentions attainment maths class classes parents")
"""Beside these "year 8" is a class, not a time."""
WEEK_PARTS = vocab(
    "week fortnight day month weekend half quarter monday tuesday wednesday thursday friday saturday sunday"
)
LIVES = vocab("life lifetime lifespan course duration term period length span")
LIVED = vocab(
    """
    plan strategy parliament project programme program contract mandate council administration agreement course
    grant award term scheme framework partnership pilot campaign
    """
)
"""Nouns whose life, course or term is a period: "over the life of this plan"."""
PROJECT_EVENTS = vocab(
    """
    implementation launch launching approval signing signature award adoption kickoff golive opening start
    completion project contract enactment publication commencement rollout installation merger go kick roll system
    programme program move decision grant plan pilot new election inception mobilisation today now
    """
)
"""After "within 45 days of": events of the writer's own project, which make a deadline, not a service level."""

NAMED = Phrases(
    lines("""
    eoy, eom, eoq, eow, eod, cob, year end, month end, quarter end, week end, term end, end year, half term,
    mid term, midterm, midterms, midyear, mid year, tomorrow, tonight, today, new year, new year eve, christmas,
    xmas, easter, black friday, cyber monday, thanksgiving, bank holiday, bank holiday weekend, half year,
    valentine day, mother day, go live, season end, this time next year,
    """)
)
BY = Phrases(
    lines("""
    by, before, until, till, til, through, thru, no later than, not later than, ahead of, prior to, in time for,
    on or before, come, due, due by, due on, due in, latest by, at the latest by, between now and, from now until,
    from now to, ready for, in advance of, up until, up to, any time before, deadline, deadline :, due :,
    due date :, by when, by when :, by when ?, when :, as of, as at, target date, target date :, effective,
    through to, up through, done by, starting, commencing,
    """)
)
IN = Phrases(
    lines("""
    in, inside, on, at, during, throughout, over, across, for, within, from, in the course of, with effect from,
    around, to, starting in, starting from, beginning in, over the course of,
    """)
)
VAGUE = Phrases(
    lines("""
    as soon as possible, as quickly as possible, as fast as possible, as early as possible, as soon as we can,
    as soon as i can, as soon as practicable, asap, a s a p, soon, very soon, quite soon, shortly, eventually,
    someday, some day, one day, some time, sometime, sometime soon, at some point, at some stage,
    at some point soon, in due course, sooner or later, when possible, whenever possible, where possible,
    when we can, when i can, when i have time, when time allows, in future, in the future, in the near future,
    for the future, near future, in the not too distant future, in the foreseeable future, in the long term,
    in the longer term, in the short term, in the medium term, in the long run, over the long term, long term,
    short term, medium term, over time, with time, going forward, going forwards, moving forward, from now on,
    in the coming years, in the coming months, in the coming weeks, in the coming days, over the coming years,
    over the coming months, in the next few years, in the next few months, in the next few weeks,
    over the next few years, over the next few months, for years to come, ongoing, on an ongoing basis, immediately,
    quickly, promptly, rapidly, right away, straight away, at once, as we go, continuously, continually,
    in years to come, for generations, later, later on, before long, at the earliest opportunity, as needed,
    when needed, regularly, from time to time, often, more often, frequently, in a timely manner, timely,
    the sooner the better,
    """)
)
SCHEDULES = Phrases(
    lines("""
    year on year, year over year, month on month, month over month, week on week, on a daily basis,
    on a weekly basis, on a monthly basis, on a quarterly basis, on a yearly basis, on an annual basis,
    once every week, once every month, week in week out, day in day out, all year round,
    """)
)
SERVICE_VERBS = vocab(
    """
    patch patched investigate investigated remediate approve approved confirm confirmed collect collected clear
    cleared vulnerabilities faults defects referrals enquiries refunds parcels graffiti
    reply replied respond responded resolve resolved answer answered acknowledge acknowledged process processed
    deliver delivered dispatch dispatched ship shipped refund refunded settle settled pay paid repair repaired fixed
    issue issued close closed triage triaged handle handled see seen treat treated notify notified returned
    contacted contact followed follow tickets complaints queries orders claims applications requests invoices
    """
)
"""Acts done over and over: days after one of them are a service level, not a deadline."""

HISTORY_BEFORE = vocab(
    """
    was were been had founded opened bought built started began closed acquired launched joined established written
    published agreed adopted reached held born introduced averaged moved merged voted made fell rose grew sold
    signed left created won went did served employed saw took stood ended cost came set spent dropped increased
    decreased improved declined gained lost peaked totalled received recorded
    """
)
"""Past verbs: a bare "in 2021" a few words after one of them is history."""

BASE_WORDS = vocab("base baseline level levels figure figures average results reference benchmark")
COMPARE = Phrases(
    lines("""
    from, against, versus, vs, than, compared to, compared with, compared against, relative to, over, below, above,
    on, using, since, up from, down from, up on, down on, based on, with,
    """)
)
EDGES = vocab(
    """
    end close start beginning middle turn half conclusion mid early late finish rest remainder
    """
)
DETERMINERS = vocab("the this next our my their his her its a an each coming upcoming following that")
NP_STOPS = vocab(
    """
    and or to by who that which with for in from we i on at so because but , . ; : ( ) ? ! is are was were will if
    when through using within over under between than per % £ $ every each of about via until before after while as
    has have
    """
)
PHRASE_ENDS = NP_STOPS | {""}
"""Where a noun phrase stops; "" is the end of the text."""
LONG_OR_DAYS = LONG_UNITS | DAY_UNITS
