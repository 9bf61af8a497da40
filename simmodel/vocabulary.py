"""The names that study files, rules, tables and charts share: one idea, one word, everywhere.

A position in one of these tuples is the code that records carry (`DOMAINS.index("housing")` is 0).
"""

DOMAINS = (
    "housing",
    "mental_health",
    "alcohol_and_other_drugs",
    "physical_and_disability",
    "work_and_learning",
    "family_and_safety",
    "practical",
    "connection",
)
(
    HOUSING,
    MENTAL_HEALTH,
    ALCOHOL_AND_OTHER_DRUGS,
    PHYSICAL_AND_DISABILITY,
    WORK_AND_LEARNING,
    FAMILY_AND_SAFETY,
    PRACTICAL,
    CONNECTION,
) = range(len(DOMAINS))

COHORTS = ("leaving_custody", "homelessness", "family_with_young_children", "young_person")
LEAVING_CUSTODY, HOMELESSNESS, FAMILY_WITH_YOUNG_CHILDREN, YOUNG_PERSON = range(len(COHORTS))

TENANCIES = ("homeless", "insecure", "stable")
HOMELESS, INSECURE, STABLE = range(len(TENANCIES))

CUSTODY = ("community", "remand", "sentence", "breach")
IN_COMMUNITY, ON_REMAND, SENTENCED, RETURNED_FOR_BREACH = range(len(CUSTODY))

PATHWAY = ("none", "referred", "waiting", "served")
NOT_ASKED, REFERRED, WAITING, SERVED = range(len(PATHWAY))

CRISES = ("emergency_department", "ambulance", "police_call_out", "mental_health_admission", "crisis_bed")
EMERGENCY_DEPARTMENT, AMBULANCE, POLICE_CALL_OUT, MENTAL_HEALTH_ADMISSION, CRISIS_BED = range(len(CRISES))

SCHOOL = ("not_yet", "on_track", "developmentally_vulnerable")
"""Whether a child has started school, and how: developmentally vulnerable means so in one domain or more (CHI003)."""
NOT_AT_SCHOOL, ON_TRACK, DEVELOPMENTALLY_VULNERABLE = range(len(SCHOOL))

PAYERS = ("justice", "health", "housing", "commonwealth", "community", "child_protection", "programme")
"""Who pays. `community` is the state's community, family, disability and emergency-relief services."""
JUSTICE, HEALTH, HOUSING_AND_HOMELESSNESS, COMMONWEALTH, COMMUNITY, CHILD_PROTECTION, PROGRAMME = range(len(PAYERS))

RETURN_DEFINITIONS = ("new_sentence", "return_to_prison", "any_custody")
"""What counts as a return to custody.

`new_sentence`: back under a new sentence (the Report on Government Services' count). `return_to_prison`:
a new sentence or a return for breach of parole. `any_custody`: those, and remand.
"""

RELATIONSHIPS = ("none", "active", "quiet", "linked")
"""With a worker: active or quiet with a coach, or linked for a few sessions by a link worker."""
NO_WORKER, ACTIVE, QUIET, LINKED_BY_WORKER = range(len(RELATIONSHIPS))

INFORMATION_REGIMES = ("none", "consent", "full")
"""What a service passes on of a person's story: nothing, what the person consents to, or everything."""
NOTHING_SHARED, SHARED_WITH_CONSENT, ALL_SHARED = range(len(INFORMATION_REGIMES))

FUNNEL = ("in_need", "known", "referred", "attended", "accepted", "served", "right_need_met", "resolved")
"""How far a need comes; bit n of a person's `funnel` says that step n was reached."""
(IN_NEED, KNOWN, WAS_REFERRED, ATTENDED, ACCEPTED, WAS_SERVED, RIGHT_NEED_MET, RESOLVED) = (
    1 << step for step in range(len(FUNNEL))
)

REGIME_PARTS = ("services_admin", "workers_admin", "creaming", "episodes", "competition")
"""What a commissioning regime of targets and activities sets; each also alone."""
JOINT_WORK = ("shared_training", "operational", "strategic", "hot_desks")
"""What partners do together: three kinds of meetings (the fourth, reflective practice, has a lever of its own), and
working from one another's desks."""
SHARED_TRAINING, OPERATIONAL, STRATEGIC, HOT_DESKS = range(len(JOINT_WORK))
GOVERNANCE_LEVELS = ("practitioners", "team_leaders", "managers", "executives")
PARTNERSHIP_ROLES = ("public_entrepreneur", "guardian_angels", "fellow_travellers")
STAGES = ("not_begun", "initiating", "working_together", "sustaining")
NOT_BEGUN, INITIATING, WORKING_TOGETHER, SUSTAINING = range(len(STAGES))
STAGES_BEGUN, STAGES_ON_THE_WAY = STAGES[INITIATING:], STAGES[INITIATING:SUSTAINING]
"""Stages in which a group exists, and those that lead on to a further one."""
DECIDERS = ("agency", "jointly", "community")
"""Who decides on exceptions and larger purchases."""
EMPLOYERS = ("ngo", "government")

BUYS = ("nothing", "places", "homes", "link_workers", "coaches")
TENURES = ("own", "social", "leased")
"""How a home is held: found by oneself, let for good, or leased for a time with the programme's money."""
OWN, SOCIAL, LEASED = range(len(TENURES))
ENROLMENT_RULES = ("lottery", "worst_first", "first_come", "easiest_first")
LOTTERY, WORST_FIRST, FIRST_COME, EASIEST_FIRST = range(len(ENROLMENT_RULES))
ENROL_AT = ("service", "release")
"""When a pilot enrols people: when workers take them on, or on the day on which they leave custody."""
UNIT_COST_BASES = ("avoidable", "average")
MECHANISMS = (
    "eligibility",
    "waiting",
    "referral_loss",
    "retelling",
    "mismatch",
    "complementarity",
    "dilution",
    "trust",
    "agency",
    "bond_continuity",
    "disclosure",
    "brokerage",
    "pull_in",
    "strain",
    "consent",
    "displacement",
    "child_development",
    "admin_burden",
    "creaming",
    "partnership_safety",
    "roles",
    "learning",
    "diffusion",
)
"""Parts of the model that a study can hold at their base-case reference (`[mechanisms]`)."""
