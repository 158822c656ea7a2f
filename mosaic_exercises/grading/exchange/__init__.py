"""Grades out and in again: for learning systems, as tables; and the copy of the course that holds no keys."""
