"""Answers judged again, in one process or over several, and a class graded from its files to its tables."""
