"""Benchmarks beside the product: large studies, and twins of one simple world."""
