"""JSON, text, numbers, tables and references as they arrive, to typed values; else refused in words."""
