"""The course as files in a learner's folder: made there, and updated without touching what is the learner's.

Answers lie in ``my_work`` and are never looked at here. Of every file that is delivered the folder's manifest keeps a
digest, so that a later edition tells a file as it was delivered (replaced) from one that somebody has changed (kept).
"""
