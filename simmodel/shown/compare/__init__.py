"""What the page Compare shows of a result, tab by tab."""
