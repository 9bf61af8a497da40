"""THE MODEL: a page of rules for each thing that changes, its numbers at the head of the page.

To add a page: write `simmodel/rules/<thing>.py` with a `Page` of numbers and marked rules, name it in `PAGES`,
put its rules into the week (`simmodel/week.py`), and give every number a row in the evidence ledger.
"""

from simmodel.quantities import Page
from simmodel.rules.brokerage import Brokerage
from simmodel.rules.children import Children
from simmodel.rules.coaching import Coaching
from simmodel.rules.community import Community
from simmodel.rules.crisis import Crisis
from simmodel.rules.custody import Custody
from simmodel.rules.disclosure import Disclosure
from simmodel.rules.enrolment import Enrolment
from simmodel.rules.housing import Housing
from simmodel.rules.information import Information
from simmodel.rules.learning import Learning
from simmodel.rules.leasing import Leasing
from simmodel.rules.leaving import Leaving
from simmodel.rules.ledger import Ledger
from simmodel.rules.linking import Linking
from simmodel.rules.needs import Needs
from simmodel.rules.partnership import Partnership
from simmodel.rules.quality import Quality
from simmodel.rules.referral import Referral
from simmodel.rules.regime import Regime
from simmodel.rules.seeking import Seeking
from simmodel.rules.services import Services
from simmodel.rules.strain import Strain
from simmodel.rules.trust import Trust
from simmodel.rules.willingness import Willingness
from simmodel.rules.work import Work
from simmodel.rules.workforce import Workforce

PAGES: tuple[type[Page], ...] = (
    Community,
    Needs,
    Disclosure,
    Seeking,
    Referral,
    Information,
    Services,
    Quality,
    Strain,
    Enrolment,
    Linking,
    Coaching,
    Willingness,
    Brokerage,
    Workforce,
    Trust,
    Housing,
    Leasing,
    Custody,
    Crisis,
    Children,
    Work,
    Leaving,
    Regime,
    Partnership,
    Learning,
    Ledger,
)
