"""Question drills, and how far a learner is."""
