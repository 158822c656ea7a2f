"""The gradebook: what grading computed and what people gave, in any database."""
