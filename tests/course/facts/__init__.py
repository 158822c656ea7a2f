"""What the course states as a fact, quotes or asks as a number, worked out again from the case, by subject."""
