"""For those who teach in a room: the trainer's guide, session by session (``content/guide.toml``)."""

from mosaic_exercises.teaching.guide import Guide, guide
from mosaic_exercises.teaching.pages import guide_html, guide_markdown

__all__ = ["Guide", "guide", "guide_html", "guide_markdown"]
