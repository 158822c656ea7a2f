"""Everyday words that stand one letter from a word the rules read, so that spelling leaves them alone.

Made once by running common English words through `spelling.mend` and keeping those it would have changed.
"""

from __future__ import annotations

from .phrases import vocab

MENDED = vocab(
    """
    within before until every least percent average number proportion between double halve quarter customer
    customers satisfaction complaint complaints appointment appointments tomorrow deadline baseline target following
    competition response responses employee employees subscriber subscribers increase decrease quarterly reviews
    referral referrals retention emissions percentage fortnight september october november december january february
    achieve environment environmental detrimental maintenance website services service business businesses revenue
    healthy health
    """
)
"""Words worth mending to besides those of the lexicons."""

NEAR_MISSES = vocab(
    """
    abode ached achiever achievers aching acquirer actin adapter adaption adder addressee adept adjuster admission
    adopter afternoons aiden aides ailing aimed aiming aired airing alford alien aliens alumna amide amply apple
    apples appointee apprentice apprenticed aptly archie arranger artist artiste artistes aside asides aspirin
    assembler assemblies assembly assisi assume assumed assumes assuming athlete attack attacked attacking
    attendances attendee audio audios augusta automata averages babes backed backing baker bakers bales balked
    banded banding bands banged banging banked banking banned banning barbies bared bares baring barked barking
    based bases basing basking basset bated bates batter battered battering batters bayer bayes beading beads beaked
    beaks beaming beams beans bearing bears beast beasts beater beaters beatings beaton beets beginnings begum
    beings believer believers belting belts benin berating bering bests betas bette betting betts bevan bevin beyer
    bitter bitters bland bleak bleating blend blinds bling blink bloke blond boast boasted boasting boasts boating
    boats boeing boing bolter boned boning boobs booed booing booker boomed booming booms booster boosters booted
    booting boots boozing boring bough boyer braden braid braided braiding braids brake braked brakes braking
    branden brandi brando brandt brandy brant brats breakage bream bride brides bridgend bridger bridget bridle
    briggs brine brink broader brooke brookings brooks brough buildings burying butter buttered butters byers cached
    caches caching cadres caged cages caked cakes calle calms calorie camped camping campion canes caning caped
    capers capes capper carbs carded carding cards caress carew carey caries carina carling caron carson carted
    carters carting carton carved carves carving casas cased casey casing casks castes casts catalysis catalyst
    catalysts causes caved caves caving ceases ceded ceding cells ceres chance chances chang changer changers changi
    channing chant chanted chanting chants chapped chara chard charing charm charmed charming charms charred chars
    cheated cheating chicks chile chili chill chime chimes choke choked choking chore clans clapped clapping clarity
    cleanse cleansed cleansing clearer cleary cleats cleaved cleaving click climes clinician clint clocks clone
    cloned clones cloning closer closers closest closet closets closings clove cloves coasts coats cocked cocking
    cocks codec coder coders codex coked cokes coking coles collection collet colts combatting combing combs comely
    comer comers comet comets comey comforter comings commie commies commissioner committee comms commuter
    competitions compiler compilers complements completions complexes complexion compliant comps compute computed
    computers computes computing concerted concerts conch conduit conduits cones constrict constricted constricting
    consume consumed consumes container convener convent convents converged converging conversing converter conveyed
    conveying cooing cooke cooker cooled cooling cools coons cooped coops coors coots copied copies copped copping
    copse copts copying corded cores corks costa costas couch couched couches coulter countess counties coupes
    coverages covert coverts coves cowed cowes crafty crapped crapping crate crates creaking creamed crease creases
    creatine cremated creme crested crete cries crimea crimp crises croft crofts crooked crooks cubed cupped cupping
    curds cured cures curing curled curling curls cursed cursing curtain curtains curved curving cuttings cyclist
    cysts dairy daisy dally deadlines dealer dealings dealt deans dears dearth decals decay decays deceased decode
    deeper defeat defeats defender defer deflect deflects demise demoted denise denote denoted denotes denoting
    depend depended depending depends deplete depleted depleting deplored depth depths derive derives deriving
    designer deterred deterring device devices deviled devine devotee devotees dexter dialed dialing dials dieter
    digger dignity dinars dines dinged directv disable disables diseased diver diverged diverging divers dives
    divest divested diving djing doable dogged dogging doings doors doping dosing doubly doubted doubting drags
    drain draping drawings drawl dread dreaded dreading dreads dreamer dreamt dreamy dries drift drifted drifting
    drifts dripped dripping drips drivel drone drooping dropouts dropper droppings dross droves drown durations
    dying ealing eames eared earls earner earring earrings easel eastern eater eaves eject ejected ejecting elder
    elses embedded embedding ember embers emery employer enabler enablers ender enders endings endorser energies
    energizer enhancer enhancers enrage enraged enrico enrollments enron ensue ensued ensues ensuing entourage envoy
    envoys equaliser equalizer equipped equipping erased erases erasing erich errol escalade esports ester evacuate
    evacuated evacuating evangeline evangelism evangelist evangelists evenings evers eviction exact exacted exacting
    excelled excelling excess excise excised exhorted exited exiting expander expel expels expend expended expending
    expenditures expert experts explode exploded explodes exploding explorer explorers exporter exposures extender
    extent extents extort extorted extorting facet facets facies facts faded fades fading faeces failed failing
    fails faked fakes faking fallon famed fared fares faring faris farmed farming farther farts faster fated fates
    father fault faulty faves favor favored favoring favors faxed faxes feathers feces feelings feely felled felling
    fells fending fester festering fides filer filers filet filings filler fillet fillings filly finalist finalists
    fined fines fining finisher finishers finnish fired firefighter firing firming fisher fishery fishes fisted
    fisting fitch fitter fittings fives fixer flavour flavoured flavours fleeing flees fletch flies flight flights
    fling flitting foaming foams focussed focussing foiled folder foles folks footer footers footprints forage
    foraging forbes force forced forces forcing fords forger forget forgets forgo forgoing forked forking forks
    forma formalism forme formulae forster forte forts forums founder foundling foxes framers frauds freed
    freelancer freer freezing freshen freshman frets freud fries fright frills fuelled fuelling gainer gaines gaius
    garde giants giles gills girly givens giver givers glade glades glide glided glides gliding glowing glows goings
    grace graces grader graders grads grady grafts grained grains grande grands grape grapes grate grates grave
    graves graze grins groan groin groping gross growl growling growls grunts guess guido guile guise guises gusts
    gutting haired hales halle halted halting handel hander handy hanger hangings hanks harding hardness hares
    harkness harmonies haste hating haves hazing headed heading heads healer healey healy heaped heaping heaps
    hearth heath heaved heaving heeled heels hells helms helper heres hides hiding hinds hines hinged hinting hives
    hodor hoisted hoisting hoists holdings holes holliday homeowner honoree hoods hooting hoots hopelessness hosed
    hoses hospitalization hostel hostels hubble humanism humanist humanists humbly identifier identifiers identities
    identity illuminati imaging imaginings immense immigrant immunization impacted impacting impacts importer
    incidences indent indented infante infectious infirm inflection inflections influencer influencers informer
    injection injections injure injured injures injuring inmate installer instill institut instituto insurer
    insurers intakes intensities intensity intent intents inventor inventors invert inverted inverting issuer
    issuers kicker kinks knicks knobs knots lacing lacked lacking lacks laing lander landes landings landis landlord
    lando lanes lansing lapel lapels lassen lauded lauding lauds launcher launchers leaded leafs leaked leaking
    leaks leaned leaner leaning leans leaped leaping leaps leapt learnt leary leash leashes leave leaved leaver
    leaves leaving leeds lefts lengths lengthy lenses lensing lerner lessee lesser lessing levee lever levers libby
    libel liberace licked licking licks lifter lighted lighter lighters lightning liked likes liking lilting limes
    lined lining linker linus listener lister listers liston literate liven liver livers livid loaves lobbed lobes
    locke locker locket locos locus loess lofts loner loners looses loosing lopes loser losers losses lover lovers
    lovey lowery lowes loyally lucked lunch lunches lying mages maintainer maker makers makings males mange manger
    manure mapped mapping marco marcy mares marge margie marin marker markers marketer markey marlin marlins marsh
    martin martins marvin masking mated mates mathers mating maxed mayes mazes meats medan media medial medias
    medicate medicated medicating medina meeks melded melding melting melts mendel mendes mendez merced merch
    mergers merle mikes minded minding minds minster mistake mistaken moaning modernism modernist modernists modes
    moles monte monty moped moping morality mores mornings moses mound mounds mountings mourning mouth mover movers
    movies moyes multiple multiples multiplier multipliers musician naked narrower newborn nicht nighty norse
    notions nursed offender offsetting omens opener openings opined optimism optimist optimists organiser organisers
    organism organisms organist organizer organizers orphan outlive outlived outputs ovens overdone overdosed
    oversea overseas overseen overseer overseers owens owned paced paces pacing packer packet pacts paged pages
    paging paine pained pains painter paintings pales panes panned panning panting pants parched pared paring parked
    parsing parson parsons passer passers pasted pastes pasting patchy patent patents patting paused pauses pausing
    pavel payed payers peach peaches pearson pease pecked pecking pedestrian pensioner percentages performer periods
    perpetrate perpetrated perpetrating persona personas petting physician pierson pinot pints pipelines pissed
    pisses pissing pitting pivot pivoted pivoting pivots plains plane planes planets planing planner plano planter
    plantings plated plating platt player pleaded pleading pleas pleaser pleated plots plugged plugging plugins
    plums plunged plunging plying point pointed pointing points polis positron posses potting prayers preacher
    preachers preachy prefect preform presenter preserver preset presets priced pricey prick pricks prides prime
    primes prince princes printer priorities prisoner prize prizes producer producers professing professionalism
    programmed programming progressions projected projecting projects promoter promoters prompted prompting
    propelled propelling proper proportions prospectus protest protested protesting protests provider providers
    pryce prying pubic publisher publishers publix pucks punting purchaser purchasers purdue purse purses pursuer
    pursuers pusher pushers qualify quartet quicker racing radio radios rafting rages raging raided raiding railed
    railing raine rained raines raining raiser raisers raisin raisins rakes raking rammed ramming ramos ramses
    ranted ranting rants raped rapes raping rapped rapping raring rated ration rations raves raving readmission
    realism realist realists reapers rebate rebates reboot rebooted rebooting reboots recieved recipient
    recognitions recorder recordings recruiter rectifier redacted redder redeemer reedy reelected refiners reformer
    refresher refuges regain regained regaining regains regard regarded regarding regards rehired reich reined
    reining reinvest reinvested relay relayed relaying relays reliever relievers relive reliving remodelled
    remodelling remote remotes remover renard renderer renderings rending renner renter repaid repeal repealed
    repealing repeals replay replayed replaying replays repose reprieve reprint reprinted reprinting reprints
    researcher resisters resolutions responder restorer retail retailing retails retainer retainers retard retarded
    retards retiree retirees retook retriever retrievers retrofitted retrofitting reuters revel reveling revels
    revenge revere revered reverie reverted reverting reviewer reviled revolution revolve revolved revolves
    revolving revved revving rimes rinsing ripen riser risers risking rites riven roach roaches roles roller rollin
    rollins rollo romain rosen roses rowling ruining sacked sacking sacks saeed sages sakes salas saleh salem salve
    sanding sands sashes saver savers sawed sawing sayed saying sayings scala scalding scalp scalped scalping scalps
    scaly scape scare scared scares scaring scheduler scientist scone scones scooped scooping scorer scorers scorn
    scorned scoured scouring scrip scrubbed scrubbing scrum sealed sealing seals seating seaton seattle seeded
    seeding seeds seeing seemed seeming seems seeped seeping seeps seers seine selves sensing sensors seperate serge
    serie series server servers serviced servings servo settee settings settler settlers seward sewer sexed sexing
    sexting shack shacks shade shaded shades shading shaft shafted shafts shake shakes shaking shale shame shamed
    shames shaming shane shank shaper shard shards shari shark sharks sharp sharpe sharpener sharper sharps shavings
    sheep sheer shelling shells shias shied shifter shifty shiner shing shins shiny shipper shippers shire shires
    shirt shirts shite shits shitting shock shoes shone shoppe shopped shopping shore shores shoring shorted shorter
    shorting shorts shots shouted shouting shouts shoved shoving shower showings shown showy shriek shrieking
    shrieks shrine shrines shrub shrubs shuns shunted shunting shute shutting sifted sifting sighed sighing sighs
    signer signet signings signup sills simmer simulate simulated simulates simulating sinned sinning sipped sipping
    sitting skewed skewing skipped skipping slack slacking slacks slaps slashed slasher slashing slaves slaving
    slayed slaying slays sleek sleepy sleet slipped slipping slips slope sloped slopes sloping slots slower slurs
    slush sluts smack smacked smacking smacks smart smarts smash smashes smelling smells smoker smuts snape snaps
    snare snares sneer sneered sneering snipped snitch snitches snitching snore snores snoring snorted snorting
    snorts snowed snowing snows soaps soldier soles solver solvers sommer sophomore sores soros sorta soured sours
    sowed sowing spare spared spares sparing spars spayed specifics speedo speedy speer spewed spewing spied
    spillage spine spines splash splashes splint spock sponsorships spore spores sported sporting sprang springs
    sprung spuds spurn spurned spurred spurring spurt spurts spying stabilizer stabilizers stabs stacker stacy
    staged staging stags staked staking stale stalk stalked stalking stalks standings stank stans stare stared
    stares staring stark starks starling starr starred starring stars startled startling starved starving starz
    stash stated stating stats staves steamed steaming steed steel steels steen steep steeped steeping stemmed
    stemming steph steppe stepper steppes stewart stewed stewing stews stiff stine stipulate stipulated stipulates
    stipulating stitch stitched stitches stitching stocky stoking stool stoop stopper stoppers stored storing stork
    stowed strand stranding strands strap straps strat strayed straying strays strep stride strides striding strife
    strike strikes striking string stripe stripes stripped stripping strove stuart stuck sturt suicide summed
    summers summits sumner sumter sundae sundry supervisory supple suprised survivor swabs swamped swamps swans
    swapped swapping swatch swatches swayed swaying sways sweeper sweet sweets swelling swells swerve swerved
    swerving swift swifts swine swing swiped swiping switcher swore synthesis synthesizer synthesizers tacked
    tacking tackler taker takers takin takings tales taming tanking tapes tasking taxes taxing taylor taylors
    teammate tears teenage teenaged teensy teeny tennant tensed tented tents terns testa tester testes testy thick
    thickets thine thinning though thoughts threat threats thrice throughout thrust thrusting thrusts thugs thunk
    tickle tickled tickles tickling tides tighter tiles timed timer timers tired tires toddler token tomes tonal
    tories tosser totals touristy tours toying tracer tracers trail trailed trailing trails trams transferred
    transferring transformer travers tread treading treads treaty tremble trembled trembles trembling trended
    trending trends trent triad triads tribal tribes trier trifle trifles trifling trill trilling trimmer trimmings
    trios tripe triplet triplets tripped tripping trips truest truss trustee trusty turing turks turner turnouts
    twink twinks tying typos tyres undated undergraduate understandings units unity unkind unload unloaded unloading
    unloads untie untied unwin upper upwind usages ushers utilization vague valdes valle valve valves ventura victim
    violation wailing wails waist waists waite waiving wanting wants wares waring warps warship warships warts
    wasted wasting watts weakly weeknd weighty wellcome wetness white whites whiting wholesaler widener wider widow
    wight wiles winder winding windows wines winger winging winking winner winnings winters wiper wipers withdrawn
    withdrew witless witten wives woking wooed wooing worded wording words workings worms worshipped worshipping
    woven wrapper wright wring writer writers writhing writings writs wyman yields
    """
)
