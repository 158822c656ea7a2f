"""Grading over many machines by dask.distributed: the same scoring, elsewhere.

``crew`` opens what does the work, ``scoring`` says what of grading is sent there, ``flow`` sends it chunk by chunk and
takes it back in order, ``parcels`` is what travels (bytes), ``tasks`` is what a worker runs, and ``guard`` finds the
one file that ends the process which scores it.
"""
