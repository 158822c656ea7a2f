"""Nouns by what they do in an objective: indicators, people, things that can be finished, goals that are served.

Each set holds singular and plural where both are used. They are general vocabulary of business, service, sales,
public bodies, health, charities, software teams and personal goals.
"""

from __future__ import annotations

from functools import lru_cache

from .phrases import vocab

PEOPLE = vocab(
    """
    customer customers client clients consumer consumers buyer buyers shopper shoppers guest guests visitor visitors
    user users subscriber subscribers member members people person persons individual individuals citizen citizens
    resident residents taxpayer taxpayers public community communities staff employee employees worker workers
    colleague colleagues team teams workforce stakeholder stakeholders partner partners supplier suppliers
    population populations audience audiences everyone families family households household passengers passenger
    traveller travellers travelers traveler patient patients student students learner learners pupil pupils fans
    donors donor volunteers volunteer businesses business companies company organisations organizations firms firm
    neighbors neighbours neighbor poor account accounts prospect prospects lead leads applicants applicant viewers
    readers listeners followers countries nations society societies beneficiaries recipients developers developer
    teammates shareholders investors humanity humankind managers manager drivers owner owners trader traders
    retailer retailers
    """
)
"""People and bodies. Bare, they narrow nothing; with a word that picks some of them out, they do."""

NARROW_PEOPLE = vocab(
    """
    children child adolescents adolescent teenagers teenager teens youth youths girls boys women woman men infants
    babies mothers fathers parents parent carers caregivers veterans veteran seniors elders elderly adults adult
    pensioners refugees immigrants migrants farmers farmworkers fishers teachers teacher nurses nurse doctors
    physicians clinicians apprentices graduates graduate undergraduates alumni freshmen sophomores tenants tenant
    homeowners renters landlords smokers motorists cyclists pedestrians commuters diners dieters freelancers
    retailers wholesalers leavers restaurants pubs cafes hotels schools hospitals clinics pharmacies libraries
    charities councils suppliers orphans widows prisoners offenders inmates survivors victims smallholders artists
    musicians athletes players toddlers newborns preschoolers firefighters officers soldiers servicemembers
    scientists researchers tourists holidaymakers residents homeless disabled deaf blind workplaces employers
    students pupils patients passengers families households farms agents handlers supervisors
    """
)
"""Groups that are already a part of all people; a change in an indicator "among" them is narrowed."""

GENERIC_MODIFIERS = vocab(
    """
    the a an our my your their his her its all every each any some many more most few fewer new existing current own
    good great happy loyal satisfied valued key other different potential future important local general better best
    strong positive high quality internal external these those this that whole entire both such much lots of to for
    with and or among from by at in on as us we than less least well right real true various certain global world
    national
    """
)
"""Words before a noun that do not pick out a part of it."""

GENERIC_PLACES = vocab(
    """
    area region city town borough county country world nation company business organisation organization community
    market industry sector society department workplace place future life environment planet globe economy field
    council district state states countries nations neighbourhood everything everywhere government
    """
)

PLACES_AND_CHANNELS = vocab(
    """
    app apps website site websites portal newsletter email emails phone telephone helpdesk helpline desk counter
    till tills checkout cafe canteen kitchen shop shops store stores branch branches clinic ward surgery hospital
    school college campus library hotel restaurant pub bar warehouse depot depots factory plant office offices
    reception platform blog facebook instagram linkedin twitter tiktok youtube google tripadvisor trustpilot amazon
    ebay chat webchat livechat webinar webinars podcast leaflet leaflets poster posters sms text texts post
    catalogue mailshot marketplace intranet route routes line lines lane park parks estate village street streets
    high-rise airport station stations stop stall kiosk kiosks museum gallery theatre centre center centres centers
    hub lounge pool gym club postcode postcodes parish chapel church garden gardens playground farm farms
    """
)

INDICATORS = vocab(
    """
    rate rates ratio ratios share shares proportion percentage percent number numbers amount amounts volume volumes
    level levels score scores index average median mean total count time times duration length wait waits waiting
    queue queues delay delays backlog cost costs price prices spend spending expenditure revenue revenues turnover
    sales sale income profit profits profitability margin margins earnings ebitda arr mrr cash debt savings value
    aov basket orders order bookings booking retention churn attrition loyalty satisfaction csat nps ces advocacy
    referrals referral recommendation recommendations reviews review ratings rating complaints complaint compliments
    returns refunds cancellations errors error defects defect faults incidents incident accidents accident injuries
    injury deaths death mortality fatalities crime crimes emissions emission footprint waste consumption usage use
    uptake adoption activation engagement participation attendance enrolment enrollment enrolments footfall traffic
    visits visitors views clicks conversions conversion followers subscribers subscriptions subscription memberships
    membership members signups sign-ups downloads leads enquiries inquiries calls tickets cases appointments
    absences absence sickness vacancies productivity output yield efficiency throughput capacity utilisation
    occupancy availability uptime downtime latency coverage speed accuracy quality weight calories steps sleep
    prevalence incidence obesity smoking access opportunities opportunity employment unemployment poverty
    homelessness pass passes grades grade attainment results completion progression dropout drop-out drop-outs
    response responses resolution turnaround stock inventory shrinkage fraud violations compliance supply intake
    awareness recognition diversity gap gaps inequality inequalities vaccination immunisation screening infections
    infection pregnancies pregnancy suicides overdose overdoses hospitalisations hospitalizations admissions
    readmissions stay stays exposure users customers clients donations donation grants funding investment
    investments sponsorship turnout abandonment redemption frequency processing lead-time pipeline arrears
    collections evictions shows no-shows activity disease diseases illness illnesses pollution deforestation energy
    carbon electricity test tests deliveries no-show no show mistakes spillages thefts theft absenteeism breakages
    """
)
"""Things that go up or down and can be counted or scored."""

DELIVERABLES = vocab(
    """
    guide guides report tutorial docs documentation post article spec specification roadmap prototype playbook
    handbook manual template dashboard charter policy plan strategy proposal survey audit release website page site
    app portal newsletter campaign course module workshop webinar event toolkit framework model database register
    runbook checklist paper thesis dissertation essay review rfc demo migration integration pipeline tool library
    sdk api plugin feature design launch version package brochure leaflet video booklet directory map contract
    agreement blog resume cv letter profile list journal budget application presentation slides deck spreadsheet
    calendar diary
    """
)
"""Products of work: named on their own ("Guide on how billing works") they stand for a deliverable."""

OPEN_ENDED = vocab(
    """
    conversation example walk break rest crowd balance memory memories habit habits rapport spark bond legacy
    culture cultures environment environments experience experiences relationship relationships brand future world
    society workforce economy sense spirit climate atmosphere reputation understanding awareness feeling difference
    impact change changes service services support care quality value values success growth community communities
    trust loyalty opportunities opportunity solutions solution options measures reforms innovation innovations
    excellence improvements improvement progress potential capacity capability capabilities resilience systems
    system practices partnerships partnership connections connection bonds ties foundation foundations base presence
    pride equality equity diversity inclusion access rights safety security health wellbeing peace prosperity life
    lives lifestyle lifestyles way ways approach approaches work works job marketing advertising training research
    technology technologies knowledge skills education learning information advice data communication communications
    engagement infrastructure behaviour behaviours behavior attitudes conditions outcomes results people staff team
    teams leaders leadership customers clients business businesses things thing stuff it them everything something
    anything place places home advantage edge momentum confidence morale mindset vision journey journeys story
    stories satisfaction standards standard effort efforts strength strengths bridges barriers network networks
    promise promises smile smiles hope help need needs programs programmes activities events resources strategies
    initiatives policies ideas content grants scholarships hospitality money fun happiness joy performance target
    targets goal goals objective objectives mission esteem decisions decision issues issue problem problems
    """
)
"""What is never plainly finished: "create a culture", "build relationships", "deliver solutions"."""

PRAISE = vocab(
    """
    accessible affordable agile amazing best better biggest bright brighter caring cheapest clean cleaner cohesive
    committed compassionate competitive connected customer-focused deeply diverse dynamic easier easiest effective
    efficient engaging equitable excellent exceptional fair fairer fastest finest first-class first-rate flexible
    friendly fun genuine good great greater greener happier happy healthier healthy high high-quality highest
    inclusive innovative integrated largest lasting leading long lowest loyal meaningful memorable modern motivated
    nicer outstanding peaceful perfect performing personalised positive premier prettier prosperous quality quickest
    real reliable resilient robust safe safer seamless simpler smarter solid strong stronger superior supportive
    sustainable term thriving top-quality true truly trusted unbeatable unforgettable unique unrivalled vibrant
    welcoming wonderful world world-class
    """
)
"""Adjectives that praise without saying what would be seen."""

EMPTY_OBJECTS = vocab(
    """
    target targets goal goals objective objectives result results performance thing things stuff it them everything
    something anything improvement progress success business more better best work
    """
)
"""Objects that name nothing to aim at."""

HELD = vocab(
    """
    training workshop workshops course courses session sessions survey surveys event events talk talks meeting
    meetings briefing briefings one-to-ones ones visits tour tours classes lessons discount discounts leaflet
    leaflets newsletter calls emails reminders mentoring coaching interviews
    """
)
"""Events that are held: named with their group they stand for the act ("first aid training for new staff")."""

GOAL_WORDS = vocab(
    """
    credit mortgage loan export commuter commuting tiktok electric insulate insulation loft bug squats squat mystery
    loneliness lonely harassment debtor choice presentation presenting present concert stocked expand community menu
    wifi nursery voice dentist association cigarette cigarettes stairs cyber agency agencies promise regulars crime
    customer client consumer buyer shopper guest diner visitor subscriber member user patient student pupil learner
    resident tenant citizen passenger traveller traveler driver rider motorist donor volunteer supporter beneficiary
    audience viewer reader follower fan applicant claimant household taxpayer public people person child adult
    adolescent teenager youth young woman man girl boy family parent carer caregiver veteran senior elderly older
    infant baby mother society nation neighbour neighbor population poor homeless refugee migrant disability
    disabled race gender women men staff employee worker colleague workforce team morale sickness absence starter
    recruit agent handler supervisor officer sale revenue turnover profit margin income cost price spend saving save
    budget cash debt earnings money deposit arr mrr ebitda arpu aov basket order booking enquiry inquiry lead
    prospect account deal contract market share brand footfall conversion referral repeat retention churn attrition
    loyalty loyal satisfaction csat nps ces complaint compliment review rating refund return cancellation feedback
    survey testimonial tripadvisor trustpilot service support care response reply answer call ticket enquiries email
    webchat chat queue wait waiting delay delivery deliver appointment clinic hospital ward surgery treatment
    quality error defect accuracy uptime downtime outage sla onboarding activation adoption engagement renewal
    subscription membership trial campaign newsletter promotion offer discount voucher gift hamper cafe restaurant
    shop store branch hotel stall till checkout product portal website app helpdesk helpline crm health healthy
    wellbeing well-being fitness fit exercise walk run jog swim gym weight diet eat food meal fruit vegetable
    vegetables water sugar sugary salt sodium sleep stress anxiety meditate meditation mindfulness yoga smoke
    smoking alcohol dietitian doctor nurse dental disease diabetes cancer obesity mortality death injury injuries
    fatality overdose vaccination immunisation screening pregnancy maternal hiv aids malaria hunger nutrition
    physical steps stretch workout brisk push calories kg screen hc learn learning study read book course module
    lesson exam test spanish language skill career job interview degree graduate qualification certificate education
    educational school college university teacher scholarship literacy training train research knowledge confident
    confidence speaker manager habit marathon charity environment environmental climate emission emissions ghg
    carbon net-zero renewable energy electricity waste recycle recycling pollution biodiversity ocean oceans sea
    forest forests species ecosystem ecosystems land sustainable sustainability green tree trees conserve plant
    plants nature natural heritage air poverty inequality equality equity justice peace violence bullying safe
    safety security rights discrimination inclusion inclusive accessibility accessible access housing home homes
    homelessness shelter transport transportation road roadway bus rail infrastructure broadband internet planning
    council government democracy fatalities employment unemployment work economic economy growth wealth prosperity
    trade innovation arts art culture cultural music museum history historical printmaking library sport sports
    athletic league baseball soccer charitable religious faith god worship church ministry parish chapel gospel
    mission fund funds fundraising grant grants donation foundation nonprofit relief emergency disaster fire rescue
    police animal animals pets wildlife legal advice advocacy leadership cooperation partnership developer
    experience accident incident risk efficiency productivity performance value reputation trust passport licence
    license benefit benefits pension tax bill bills billing payment invoice lines coffee bread happy delight
    delighted inspire serve servicing happiness valued supplier suppliers partner partners maintenance hygiene
    allergy allergen hearing footpath bin bins parking playbook roadmap enterprise executive sponsor sponsors design
    hire millionaire win voter voters court prison farm farmer agriculture crop harvest fisheries tourism tourist
    sell trusted expectation expectations fair fairer greener borough equitable environmentally business businesses
    capital finance financial loan investor evidence decision decisions hope historic science scientific
    cybersecurity defense defence military airspace aviation disabilities hopeless needy advancement preservation
    awareness prevention wellness recovery rehabilitation outreach dog cat pet greyhound rehome christ disciples
    bible scripture spiritual tender takeaway takeaways assignment essay semester dissertation pound stone kilo
    management content wholesale place live town city village visit neighbourhood hospice packaging plastic
    recyclable parcel pledge cart carts mobile facebook instagram linkedin upsell dessert desserts blog podcast lb
    temple dinner friend speak write corruption bribery governance transparency contributor contributors former
    formers bed feature features developing resilience drink satisfy please
    """
)
"""Lemmas that say whom or what the act serves. The list is the test for `relevant`, so it is wide."""


SOFT_INDICATORS = vocab(
    """
    outcomes literacy numeracy wages pay salaries survival expectancy fitness pronunciation fluency handwriting
    spelling posture stamina visibility findability searchability affordability
    """
)
"""They can be scored, though they name no score: enough after a vague verb where the group is named."""

GROUPS = PEOPLE | NARROW_PEOPLE
UNFINISHED = OPEN_ENDED | PRAISE
ANY_NOUN = INDICATORS | GOAL_WORDS | PLACES_AND_CHANNELS | OPEN_ENDED


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """A rough singular: enough to look a noun up."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is", "ness")) and len(word) > 3:
        return word[:-1]
    return word


def is_plural(word: str) -> bool:
    return singular(word) != word or word in ("people", "children", "women", "men", "staff", "feet", "teeth")
