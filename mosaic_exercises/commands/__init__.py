"""The commands of ``mosaic``, one module each: ``add_parser(subparsers)`` and ``run(args)``, the exit code"""

from mosaic_exercises.errors import MosaicError


class UsageError(MosaicError):
    """The command was called wrongly: exit code 2."""


__all__ = ["UsageError"]
