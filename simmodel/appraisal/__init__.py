"""Appraisal: pure functions of results."""
