"""The appraisal in money: pure functions of what runs cost and bring, for a Treasury, a commissioner and a proposal.

One way to hold results, everywhere in this room: an array of shape (draws, runs, ...), where a draw is one set of
values of what is not known ("evidence"), a run is one play of luck, and years, options or parameters come last. With
every number at its default there is one draw. Everything is a paired difference: the same draw and the same luck in
both scenarios. A ratio is always a ratio of means, never a mean of ratios. Dollars are real unless a name says nominal.
"""
