"""Spaced review: what a learner has met comes back when it is due, by FSRS."""
