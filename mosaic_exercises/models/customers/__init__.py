"""Who the customer is: roles from stated facts, five levels, the chain to the end customer, and the customer card."""

from mosaic_exercises.models.customers.cards import (
    FIELDS,
    PROCESSES,
    Card,
    CardContact,
    OpenField,
    PurchaseHistory,
    fill,
    history,
    open_fields,
)
from mosaic_exercises.models.customers.chains import Chain, chain
from mosaic_exercises.models.customers.roles import (
    LEVELS,
    PLACES,
    QUESTIONS,
    ROLES,
    TYPES,
    UNSETTLED,
    Classification,
    Entry,
    Facts,
    Inventory,
    classify,
    inventory,
)

__all__ = [
    "FIELDS",
    "LEVELS",
    "PLACES",
    "PROCESSES",
    "QUESTIONS",
    "ROLES",
    "TYPES",
    "UNSETTLED",
    "Card",
    "CardContact",
    "Chain",
    "Classification",
    "Entry",
    "Facts",
    "Inventory",
    "OpenField",
    "PurchaseHistory",
    "chain",
    "classify",
    "fill",
    "history",
    "inventory",
    "open_fields",
]
