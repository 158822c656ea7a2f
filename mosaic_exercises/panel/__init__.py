"""What a learner touches: one widget, a small JS kit, one JS file per kind. The only place that knows Jupyter."""
