"""What stands behind a panel: one session for each sort, in plain Python, with no widget and no kernel."""
