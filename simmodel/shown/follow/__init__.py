"""What the page "Follow one person" shows: one made-up life under two ways of working, as lanes, facts and events."""
