"""How much customers who never said goodbye will still buy: BG/NBD, Gamma-Gamma, and a check on held-out time.

In a shop without contracts nobody announces that they leave. BG/NBD looks at how often and how lately each customer
bought: buying goes on at a rate of the customer's own, and after each purchase some stop for good. Gamma-Gamma adds how
much they spend. ``summary`` turns a list of purchases into what both need, ``bg_nbd`` and ``gamma_gamma`` fit them by
maximum likelihood, ``forecast`` tells each customer's future, ``holdout`` whether such a forecast would have held.

Misuse: not for contracts (use ``survival``), nor where purchases follow a calendar (a yearly service, heating oil). The
forecast is an expectation over many customers: for a single one it is a rank, not a promise. It knows no campaigns,
seasons or new products: it says what happens if all goes on. Gamma-Gamma takes for granted that how much somebody
spends has nothing to do with how often; ``GammaGamma.correlation`` shows whether that holds. Do not use a forecast that
was not checked by ``holdout``.

Fitting needs scipy: ``pip install "mosaic-exercises[forecast]"``.

Sources. P. S. Fader, B. G. S. Hardie & K. L. Lee, "Counting Your Customers" the Easy Way: An Alternative to the
Pareto/NBD Model, Marketing Science 24 (2005), 275-284. P. S. Fader & B. G. S. Hardie, The Gamma-Gamma Model of Monetary
Value (note, 2013), after R. Colombo & W. Jiang (1999).
"""

from mosaic_exercises.models.forecast.buying import BgNbd, alive, bg_nbd, expected_purchases, purchases_of_new
from mosaic_exercises.models.forecast.future import Holdout, Week, forecast, holdout
from mosaic_exercises.models.forecast.histories import summary
from mosaic_exercises.models.forecast.spending import GammaGamma, expected_spend, gamma_gamma

__all__ = [
    "BgNbd",
    "GammaGamma",
    "Holdout",
    "Week",
    "alive",
    "bg_nbd",
    "expected_purchases",
    "expected_spend",
    "forecast",
    "gamma_gamma",
    "holdout",
    "purchases_of_new",
    "summary",
]
