"""Verdicts: what the parts found amount to (specific, relevant, red flags, and whether anything is wanted)."""
