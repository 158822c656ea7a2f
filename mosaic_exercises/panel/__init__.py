"""What a learner touches: one widget, the sessions behind it, a small JS kit. The only room that knows Jupyter."""
