"""What pages show, as plain values: sentences, tables and figures, made from results without any page."""
