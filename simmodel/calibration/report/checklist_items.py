"""The items of the checklists, and where each is reported: "#part" of a report, a page of the documents, or nowhere.

CHEERS 2022 (Husereau and others 2022), TRACE (Grimm and others 2014; Ayllon and others 2021) and ODD (Grimm and others
2020) by the public names of their items, in their order. PIPO (Dankwa and others 2025) by its four headings alone: the
lines under them are ours.
"""

from __future__ import annotations

Items = tuple[tuple[str, str], ...]

NOT_REPORTED = "not reported"
COMPARED = f"{NOT_REPORTED} here (a fit compares no scenarios): simmodel report"
ANALYST = f"{NOT_REPORTED}: the analyst adds it"
MODEL = "docs/model.md, section {}"

PIPO: Items = (
    ("Purpose: what the fit is for", "#tells"),
    ("Purpose: which numbers were fitted, and how they were chosen", "#how"),
    ("Inputs: what was believed of each number before, and its source", "#numbers"),
    ("Inputs: what was observed, of whom, its error and source", "#data"),
    ("Inputs: what was kept aside to test the fit", "#aside"),
    ("Process: how plausible numbers were looked for", "#how"),
    ("Process: how closeness to what was observed was judged", "#how"),
    ("Process: when it stopped, and whether chains agree", "#checks"),
    ("Process: versions, seed, hashes, time, and the command", "#how"),
    ("Outputs: plausible values of each number", "#numbers"),
    ("Outputs: what the data cannot tell, or tell apart", "#cannot"),
    ("Outputs: the fitted model beside what was observed", "#fits"),
    ("Outputs: whether ranges hold the truth where it is known", "#method"),
)
CHEERS: Items = (
    ("Title", COMPARED),
    ("Abstract", "#tells"),
    ("Background and objectives", MODEL.format(1)),
    ("Health economic analysis plan", NOT_REPORTED),
    ("Study population", "#data"),
    ("Setting and location", MODEL.format(2)),
    ("Comparators", COMPARED),
    ("Perspective", COMPARED),
    ("Time horizon", COMPARED),
    ("Discount rate", COMPARED),
    ("Selection of outcomes", "#data"),
    ("Measurement of outcomes", "#data"),
    ("Valuation of outcomes", COMPARED),
    ("Measurement and valuation of resources and costs", COMPARED),
    ("Currency, price date, and conversion", COMPARED),
    ("Rationale and description of model", "docs/model.md"),
    ("Analytics and assumptions", "#how"),
    ("Characterising heterogeneity", MODEL.format(4)),
    ("Characterising distributional effects", NOT_REPORTED),
    ("Characterising uncertainty", "#numbers"),
    ("Approach to engagement with patients and others affected by the study", ANALYST),
    ("Study parameters", "#numbers"),
    ("Summary of main results", "#tells"),
    ("Effect of uncertainty", COMPARED),
    ("Effect of engagement with patients and others affected by the study", ANALYST),
    ("Study findings, limitations, generalisability, and current knowledge", "#cannot"),
    ("Source of funding", ANALYST),
    ("Conflicts of interest", ANALYST),
)
TRACE: Items = (
    ("Problem formulation", MODEL.format(1)),
    ("Model description", "docs/model.md"),
    ("Data evaluation", "#numbers"),
    ("Conceptual model evaluation", MODEL.format(8)),
    ("Implementation verification", "docs/validation.md"),
    ("Model output verification", "#fits"),
    ("Model analysis", "docs/uncertainty.md"),
    ("Model output corroboration", "#aside"),
)
ODD: Items = (
    ("Purpose and patterns", MODEL.format(1)),
    ("Entities, state variables, and scales", MODEL.format(2)),
    ("Process overview and scheduling", MODEL.format(3)),
    ("Design concepts", MODEL.format(4)),
    ("Initialization", MODEL.format(4)),
    ("Input data", MODEL.format(4)),
    ("Submodels", MODEL.format(5)),
)
