"""A class's settings: one TOML file, read strictly; the plan that it makes with a course; grades settled by it."""
