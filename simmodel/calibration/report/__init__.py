"""The report of a fit for those who decide: what the data cannot tell first, as a page and as a Word document."""
