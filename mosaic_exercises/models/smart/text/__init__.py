"""Text into tokens, likely typing errors put right, and whether it is English at all."""
