"""matplotlib pictures of the models.

Every picture is a function ``(data, theme="light", width=...) -> Picture``: an SVG as text, with a title, a text
alternative that tells the finding, and the numbers as a table. Nothing is displayed or written, pyplot is never used,
and matplotlib is imported when the first picture is drawn.
"""
