"""The instructor's page, without a screen: a class's folder, what can be done with it, and how far that is.

The command line is the engine: an action here is a command of ``mosaic``, called in this process (``cli.called``). All
that is kept is in the class's folder, so that closing the page loses nothing.
"""
