"""People followed week by week, as pilots and trials do: who is where in a week, and the weeks that are one's own."""
