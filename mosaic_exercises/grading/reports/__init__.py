"""Pages and figures: the class for the instructor, and a page for each learner."""
