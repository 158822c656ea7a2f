"""The course's questions in the formats of other systems, and questions of other systems as a course folder."""
