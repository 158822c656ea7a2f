"""Grading on workers: what travels, what is lost on the way and found again, and how it is told."""
