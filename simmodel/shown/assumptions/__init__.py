"""What the page Assumptions and limits shows: every number, what is left out, what was proved, words and citation."""
