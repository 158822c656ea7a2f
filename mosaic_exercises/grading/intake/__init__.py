"""Hand-in files come in: found in folders and zips, told apart by the class list, read; nothing is judged here."""
