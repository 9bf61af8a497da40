"""What a site costs: a budget file laid out in lines, sites and years, with what is not known about its prices."""
