"""When does the answer flip: scenario discovery over draws, in words, and what is lost by choosing wrongly."""
