"""Verbs and what they promise.

`vague` verbs name no act that could be seen ("improve", "support"). `change` verbs move an indicator ("reduce").
`keep` verbs hold or reach a level. `done` verbs end in something plainly finished or not ("launch"). `act` verbs can
be seen but have no end of their own ("call", "watch").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, TypeAlias

from . import rarer
from .phrases import vocab

VerbClass: TypeAlias = Literal["vague", "change", "keep", "done", "act"]

_VAGUE = vocab(
    """
    abide abolish accelerate achieve acknowledge acquaint act adapt address adhere adjust advance afford aid align
    alleviate amaze anticipate appreciate aspire assist assure attain attempt attract avoid be beat beautify become
    befriend believe better blossom bolster brand break bridge bring broaden build care catalyse celebrate champion
    change cherish clarify coach collaborate combat come comfort commemorate commit communicate compete comply
    concentrate confront connect conserve consider consolidate continue contribute cope correct counter create
    cultivate deal decarbonise deepen defend delight deliver democratise demonstrate design deter develop devote
    dignify direct discourage disseminate diversify dream drive ease educate elevate eliminate embed embody embrace
    empower enable encourage end endure energise engage enhance enjoy enliven enrich ensure equalise equip eradicate
    establish evangelise evolve exceed excel excite exemplify expect expedite exploit explore face facilitate
    familiarise favour feel fight fix flourish focus forge foster free fuel further get give glorify go govern grow
    guard guide handle harmonise harness have heal help honor honour humanise humble husband ignite ignore
    illuminate imagine immerse impart impress improve incorporate influence inform innovate inspire instil
    institutionalise integrate intend invigorate involve keep know lead learn leverage liberate listen live lobby
    love make manage market mature maximise mediate mentor minister mitigate mobilise modernise monetise motivate
    nourish nurture obey operationalise optimise orient outpace outperform overcome overhaul oversee perfect perform
    perpetuate persevere persist personalise persuade pioneer please position preach prepare preserve prevent
    prioritise proclaim professionalise promote propagate propel prosper protect provide pursue put react realise
    reassure rebalance rebuild recognise reconcile reconnect rectify redefine refine reflect reform refresh regulate
    reignite reimagine reinforce reinvent reinvigorate rejuvenate relate relax relieve remain remedy render
    represent resist resolve respect respond restore retain rethink revamp reveal revitalise revive safeguard
    satisfy secure seek serve shape sharpen shine show simplify solve sort speed spur stabilise stand stay steer
    step steward stimulate streamline strengthen strive succeed support surprise survive sustain synthesise tackle
    tailor take tend think thrive transform treat trust try turn understand unify unite unlock unwind upgrade uphold
    uplift urge utilise value venture welcome widen win witness work worship wow
    """
)
_CHANGE = vocab(
    """
    accelerate acquire add attract augment boost bring broaden cap collect compress contain convert curb curtail cut
    decline decrease deepen diminish divert double drive drop earn ease enlarge enrol escalate expand extend fall
    gain generate get grow halve hasten heighten improve increase intensify lengthen lessen lift lighten limit lose
    lower maximise minimise move multiply narrow offset onboard push quadruple quicken raise ramp reclaim recoup
    recover recruit recycle reduce restore restrict retain reverse rise save scale sell shift shorten shrink slash
    slow speed squeeze stem strengthen take tighten treble trim triple up widen win
    """
)
_KEEP = vocab(
    """
    achieve attain exceed have hit hold keep maintain meet preserve reach remain retain score stay sustain
    """
)
_DONE = vocab(
    """
    accredit add adopt agree allocate amend apply appoint approve archive arrange assemble assign attach attend
    audit automate bake ban begin benchmark book build buy catalogue certify chart choose circulate clean clear
    close code codify combine commission compile complete conclude conduct configure connect construct convene cook
    craft create cut debrief decommission delete deliver demolish deploy deposit design develop devise dig digitise
    dismantle distribute do document download draft draw earn elect empty enact endorse enrol erect establish
    evaluate export fetch file fill film finalise finish fit fix fold form formalise formulate found gain graduate
    hand hang hire hold host identify implement import inaugurate initiate install institute insure introduce invent
    issue kick label land launch lay lease legislate link lock make map memorise mend merge migrate mount move name
    negotiate nominate obtain open order organise outline outsource pack paint pass patch pave pay pilot plan plant
    plug polish prepare present print procure produce program prototype publish purchase ratify rearrange rebook
    rebrand reconstruct record redecorate redeem redesign refill refinance refurbish register rehouse relaunch
    release relocate remodel remove rename renovate rent reopen reorganise repaint repair repay replace repost
    restock restructure resubmit resurface retire retrieve retrofit review rewire rewrite roll run schedule scope
    scrub secure select send separate set settle sew ship shut sign specify stack standardise start strip submit
    subscribe substitute swap sweep switch test tidy toss transfer translate trial type unblock unpack unveil update
    upgrade upload win wipe wire withdraw wrap write
    """
)
_ACT = vocab(
    """
    accept accompany accredit acknowledge administer advertise advise advocate alert analyse answer apologise appeal
    apply appraise approach arrest ask assess attend audit avoid award babysit bake balance bid bike block blog book
    borrow brainstorm brief bring broker browse budget buy calculate call campaign canvass carry catch cater certify
    charge chart chase chat check cheer clean clear climb close clothe coach collate collect commute compare
    compensate complain conduct confirm consult contact cook coordinate counsel count cover curate cut cycle dance
    debate debrief decide declutter define delegate deliver demonstrate deploy describe detect diagnose discover
    discuss dispatch display dispose distribute do document donate draw dress drill drink drive drop eat edit
    educate elicit email employ enforce engage enlist enquire enrol enter escalate escort estimate evaluate examine
    exchange execute exercise experience experiment explain explore extract feed ferry file film finance find follow
    forecast forward fund fundraise garden gather give go grade grant greet grow handle hear heat help highlight
    hike hold host house hug hunt ideate immunise inform inquire inspect instruct interact interpret interrupt
    interview introduce invest investigate invite iron iterate jog join journal judge jump keep knit knock land
    laugh leaflet learn lecture lend license lift limit list listen load locate log look mail maintain make mark
    massage match measure meditate meet memorise mention mentor message mingle monitor move mow nap narrate
    negotiate network note notify observe offer operate order organise paint pair participate partner pass patrol
    pay perform permit phone photograph pick pitch plan plank plant play poll pool post pour practice practise
    praise pray predict prepare present print process produce propose prosecute prototype provide publish pull
    purchase push put quantify query queue quit quiz raise rally read receive record recruit recycle refer refill
    refund regulate rehearse reheat rehome reimburse remember remind reorganise repair repeat replace reply report
    request rescue research reserve reskill resolve respond rest restart restore retest retrain reuse review revise
    revisit reward ride ring rotate route row run rush sample sanitise save scan schedule screen search select sell
    send serve settle sew shadow share shave shelter ship shop showcase sign signpost sing sit skate ski skip sleep
    smile smoke snack socialise solicit source speak spell spend sponsor spot spray spread squat staff stand stay
    stick stir stock stop stream stretch stroll study subsidise suggest supervise supply surf surface survey swap
    swim tag take talk tap taste teach telephone tell test text thank throw tidy tip trace track trade train
    transport travel treat triage troubleshoot try tune tutor tweet unblock undertake unsubscribe update upskill use
    vaccinate vacuum validate verify visit volunteer vote wait wake walk warn wash watch wave wear weigh welcome
    whisper whistle wish work write
    """
)

_IRREGULAR = {
    "be": ("was were", "been"), "become": ("became", "become"), "begin": ("began", "begun"),
    "break": ("broke", "broken"), "bring": ("brought", "brought"), "build": ("built", "built"),
    "buy": ("bought", "bought"), "catch": ("caught", "caught"), "choose": ("chose", "chosen"),
    "come": ("came", "come"), "cut": ("cut", "cut"), "do": ("did", "done"), "draw": ("drew", "drawn"),
    "drink": ("drank", "drunk"), "drive": ("drove", "driven"), "eat": ("ate", "eaten"), "fall": ("fell", "fallen"),
    "feed": ("fed", "fed"), "feel": ("felt", "felt"), "fight": ("fought", "fought"), "find": ("found", "found"),
    "get": ("got", "got"), "give": ("gave", "given"), "go": ("went", "gone"), "grow": ("grew", "grown"),
    "have": ("had", "had"), "hear": ("heard", "heard"), "hit": ("hit", "hit"), "hold": ("held", "held"),
    "keep": ("kept", "kept"), "know": ("knew", "known"), "lay": ("laid", "laid"), "lead": ("led", "led"),
    "leave": ("left", "left"), "lend": ("lent", "lent"), "lose": ("lost", "lost"), "make": ("made", "made"),
    "meet": ("met", "met"), "pay": ("paid", "paid"), "put": ("put", "put"), "read": ("read", "read"),
    "ride": ("rode", "ridden"), "ring": ("rang", "rung"), "rise": ("rose", "risen"), "run": ("ran", "run"),
    "say": ("said", "said"), "see": ("saw", "seen"), "seek": ("sought", "sought"), "sell": ("sold", "sold"),
    "send": ("sent", "sent"), "set": ("set", "set"), "shrink": ("shrank", "shrunk"), "sing": ("sang", "sung"),
    "sleep": ("slept", "slept"), "speak": ("spoke", "spoken"), "spend": ("spent", "spent"),
    "stand": ("stood", "stood"), "swim": ("swam", "swum"), "take": ("took", "taken"), "teach": ("taught", "taught"),
    "think": ("thought", "thought"), "uphold": ("upheld", "upheld"), "wake": ("woke", "woken"), "win": ("won", "won"),
    "write": ("wrote", "written"), "rewrite": ("rewrote", "rewritten"), "overcome": ("overcame", "overcome"),
    "rebuild": ("rebuilt", "rebuilt"), "understand": ("understood", "understood"), "wear": ("wore", "worn"),
    "bind": ("bound", "bound"), "recast": ("recast", "recast"), "reset": ("reset", "reset"),
    "shed": ("shed", "shed"), "split": ("split", "split"), "spin": ("spun", "spun"), "weave": ("wove", "woven"),
    "beat": ("beat", "beaten"), "quit": ("quit", "quit"),
}  # fmt: skip
_DOUBLED = vocab(
    """
    cap chat commit cut drop get hit instil knit log pack_ permit plan put quit refer run set ship slash step stop
    submit swim tag trim up win wrap upsell quiz relet reset chop scrap split spin snap sip slot pat plan hug jot
    bump chip shed thin
    """
) | {"fit", "dig", "begin"}

COMMON_VERBS = _VAGUE | _CHANGE | _KEEP | _DONE | _ACT

_NOUN_ALSO = vocab(
    """
    access act advance advocate answer appeal approach audit award balance ban benchmark benefit better bid bike
    block blog board book boost brand brief budget call campaign cap care catch challenge change charge chart clean
    clear climb close coach code combat comfort commission complete contact control cook corporate correct counsel
    cover craft cut deal demand deposit design display do document double download dress drill drink drive drop ease
    email embrace end estimate exchange execute exercise exhibit experience experiment face fall favour feed file
    film finance firm fit fix focus fold forecast form found free fuel function fund further gain garden grade grant
    guard guide hand harness head heat help highlight hike host house hug increase influence interest iron issue
    journal judge jump label land laugh lead leaflet lecture level lift light limit link list live load lock log
    look love lower mail map mark market massage match measure mentor message monitor motion mount move name nap
    narrow network note notice object offer open order outline own pack paint pair pass patch pay peak perfect phase
    phone pilot place plan plank play plug point polish poll pool position post practice practise praise present
    press price prime print process produce profit program progress project promise prototype pull purchase push
    query question queue quiz rally rank rate record reform refresh refund refuse release rent repair repeat reply
    report request rescue research respect rest result return review reward ride ring rise risk row run rush sample
    save scale schedule scope score screen search secure service set shadow shape share shelter shift shine shop
    shut sign skip sleep slow smile smoke snack source speed spell spend sponsor spot spray spread staff stage stand
    start stay step stick stock stop stream stress stretch strip study supply support surface surprise survey swap
    sweep switch tag talk tap target taste tend test text throw time tip toss total touch tour track trade train
    transfer transport travel treat trial trust try turn tweet type up update upgrade use value venture view visit
    volunteer vote wait wake walk wash watch wave wear weight welcome win wipe wish witness wonder work worship
    """
)
NOUN_ALSO = _NOUN_ALSO | rarer.NOUN_ALSO
"""Words that are as often a noun or an adjective: read as a verb only where a verb must stand."""


@dataclass(frozen=True, slots=True)
class VerbForm:
    base: str
    form: Literal["base", "third", "gerund", "past", "participle"]
    classes: frozenset[VerbClass]


def spellings(base: str) -> Iterator[str]:
    """British and American spellings of a base form."""
    yield base
    if base.endswith("ise") and len(base) > 5 and base not in ("advertise", "exercise", "revise", "practise"):
        yield base[:-3] + "ize"
    if base.endswith("yse"):
        yield base[:-3] + "yze"
    if base == "enrol":
        yield "enroll"
    if base == "honour":
        yield "honor"
    if base == "catalogue":
        yield "catalog"


def _third(base: str) -> str:
    if base == "have":
        return "has"
    if base == "be":
        return "is"
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    return base[:-1] + "ies" if base.endswith("y") and base[-2] not in "aeiou" else base + "s"


def _with(base: str, ending: str) -> list[str]:
    if base in _DOUBLED:
        return [base + base[-1] + ending]
    if base in ("enrol", "travel", "label", "counsel", "fulfil"):
        return [base + "l" + ending, base + ending]
    if base.endswith("e") and not base.endswith(("ee", "ye", "oe")) and base != "be":
        return [base[:-1] + ending]
    if ending == "ed" and base.endswith("y") and base[-2] not in "aeiou":
        return [base[:-1] + "ied"]
    return [base + ending]


def _forms(base: str) -> Iterator[tuple[str, Literal["base", "third", "gerund", "past", "participle"]]]:
    yield base, "base"
    yield _third(base), "third"
    for form in _with(base, "ing"):
        yield form, "gerund"
    if base in _IRREGULAR:
        past, participle = _IRREGULAR[base]
        for form in past.split():
            yield form, "past"
        yield participle, "participle"
    else:
        for form in _with(base, "ed"):
            yield form, "past"


@lru_cache(maxsize=1)
def verb_forms() -> Mapping[str, VerbForm]:
    """Every inflected form of every known verb. A base form wins over an inflection spelt the same."""
    classes: dict[str, set[VerbClass]] = {}
    groups: tuple[tuple[VerbClass, frozenset[str]], ...] = (
        ("vague", _VAGUE), ("change", _CHANGE), ("keep", _KEEP), ("done", _DONE), ("act", _ACT),
        ("vague", rarer.VAGUE), ("change", rarer.CHANGE), ("done", rarer.DONE), ("act", rarer.ACT),
    )  # fmt: skip
    for name, verbs in groups:
        for verb in sorted(verbs):
            classes.setdefault(verb, set()).add(name)
    found: dict[str, VerbForm] = {}
    for verb, names in sorted(classes.items()):
        for base in spellings(verb):
            for form, kind in _forms(base):
                if kind == "base" or form not in found:
                    found[form] = VerbForm(verb, kind, frozenset(names))
    return MappingProxyType(found)
