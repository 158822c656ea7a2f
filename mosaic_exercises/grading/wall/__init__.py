"""The wall of a workshop: the newest answers of a folder of hand-in files, side by side. Nothing of theirs is run."""
