"""LTI 1.3: learners come from Moodle or Canvas, hand in here, and their scores go back there.

``platforms`` is the list of known learning systems, ``launch`` decides whether a launch is right, ``once`` remembers
what may be used one time, ``keys`` holds keys, ``scores`` speaks the grade service, ``door`` has the addresses.

PyLTI1p3 (2.0.0) does the same for Flask and Django. It fetches with a library that blocks, and keeps state and nonce in
the framework's session; on tornado all but its checks would be written anew, and a second library for keys comes along.
The checks are in ``launch``, some hundred lines over PyJWT, which does the cryptography.
"""
