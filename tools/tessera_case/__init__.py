"""The SYNTHETIC running case, Tessera Cycle Cover: one module per part of its data. See tools/make_tessera.py."""
