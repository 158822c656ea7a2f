"""What waits for a person: the queue, one marker's session on it, the same as a spreadsheet."""
