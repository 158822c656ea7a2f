"""The canon of the course, one module a model: pure functions and frozen records, no screen, no files.

Each works on anyone's own data::

    from mosaic_exercises.models import loyalty, value

    ladder = loyalty.stages(purchases, customer="customer_id", date="date", amount="dollar_value")
    value.clv(margin=100, retention=0.8, discount=0.1)

Input that cannot be used raises :class:`mosaic_exercises.models.errors.DataError`, a ``ValueError`` that says what is
wrong, where, and what to do. pandas is imported by the functions that take a table, and by nothing else.
"""
