"""Opens a course notebook ready: runs its exercise cells, hides their code, explains what it cannot start."""
