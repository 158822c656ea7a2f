"""Rarer verbs by class. They are read as verbs; a misspelt word is never mended to one of them."""

from __future__ import annotations

from .phrases import vocab

VAGUE = vocab(
    """
    accommodate acclimatise amplify avert challenge channel console convince cushion defuse destigmatise destress
    entrust envision exert fortify grasp heal incentivise instigate interact internalise lighten normalise
    orchestrate pivot popularise prolong rationalise readjust recalibrate recharge refocus regenerate rehabilitate
    remould reposition reshape retool revolutionise rethink smooth soften spark spearhead spotlight strategise
    supplement surpass synchronise tame tolerate transition trailblaze underpin unleash unpick untangle upend warm
    winterise reassert rekindle rebalance de-escalate deescalate reconnect hone demystify destigmatize
    """
)
CHANGE = vocab(
    """
    eliminate eradicate halt abate accrue accumulate amass compress condense dampen deflate dilute erode inflate
    magnify outnumber overtake plateau recapture regain rein replenish shed shave suppress surpass taper thin
    whittle top-up bump chip
    """
)
DONE = vocab(
    """
    declutter join kill deprecate sunset axe ditch scrap abridge absorb activate annex annotate auction authorise
    backfill bind bury caption capture cement classify commence condense consolidate copy criminalise decentralise
    declare decriminalise dedicate de-list delist deregister devolve disburse discharge disclose discontinue
    disinvest divest downgrade downsize drain dredge earmark electrify encrypt engineer erase evacuate excavate
    extinguish fabricate fence fluoridate furnish generate incinerate index insert insource insulate inscribe
    integrate itemise jot legalise localise lodge mandate manufacture modify nationalise neutralise notarise onboard
    outlaw overlay overwrite patent pedestrianise phase plate prohibit proofread provision purge quash ratify
    reapply reassign rebuild recast reclassify recommission reconfigure reconvene recreate redeploy redraft reforest
    refurnish reinstate reintroduce reinvest reissue relet renegotiate repackage repave repeal replant repopulate
    reroof reroute rescind reset resettle resource restructure retender retire retitle retool retrofit rewild reword
    rework scaffold scrap screenprint seal segment segregate sequence shelve shortlist shred sideload sketch slot
    spin split stitch straighten streamline structure sublet subdivide summarise supersede surrender suspend
    syndicate tabulate tarmac template tender terminate tile transcribe transmit transplant typeset undo unload
    upcycle vacate veto void waive waterproof weatherproof weld whitelist zone winterise
    """
)
ACT = vocab(
    """
    see adjourn arbitrate ascertain attest barter boil breed brew broadcast brush buddy canoe caption chop classify
    co-author coauthor compost congratulate converse convince correspond credit critique deduct descale detain
    dial dine discourage disperse embark engage entertain evidence evict exchange exhibit expose fast fertilise flag
    forage foster fumigate gauge gift grill harvest herd hydrate illustrate improvise incubate inject intercept
    intervene irrigate juggle lag launder liaise litigate loan lubricate microchip milk moderate moisturise mulch
    neuter nudge overnight pamper penalise pickle pollinate preview probe procure proofread prospect prune qualify
    quote reassess recap recite recommend redirect redistribute rehydrate reject relay resell respray resume
    resuscitate retake reuse rinse roast sanction scout seed shield shuffle sift signpost sip snap soak spay
    sterilise stockpile subtitle substantiate summarise swallow tally tow transcribe trawl trek troubleshoot unload
    upsell visualise wean weave weed advocate broker decompress decline steam
    """
)
NOUN_ALSO = vocab(
    """
    auction boil bond brew brush bump buddy bundle caption capture cement challenge channel chip compost copy credit
    critique evidence exhibit fast fence flag foster gauge gift grasp grill harvest herd index lag loan mandate milk
    nudge patent phase pickle pivot plate plateau preview probe prospect provision prune purge quote recap relay
    reset resource rework scaffold scout scrap seal seed segment sequence shed shield shuffle signal sip sketch
    slot snap soak spark spin split spotlight steam stitch stockpile structure subtitle supplement tally taper
    template tender tile tow transition trek veto void weave weed zone surrender void exchange
    """
)
