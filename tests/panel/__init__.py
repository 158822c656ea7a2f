"""The panel's JavaScript, driven in a real browser on a plain page with a small model in place of Jupyter."""
