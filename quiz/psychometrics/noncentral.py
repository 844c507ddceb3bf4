"""The noncentral chi-square distribution, for the interval of RMSEA."""

import math
from collections.abc import Callable

TINY = 1e-15
PRECISION = 1e-8
"""The relative precision of a noncentrality."""


def noncentral_cdf(value: float, degrees: int, noncentrality: float) -> float:
    """Return the probability of a noncentral chi-square of at most `value`.

    It is the mean of central probabilities with Poisson weights (Johnson, Kotz & Balakrishnan 1995, Continuous
    Univariate Distributions 2, ch. 29).
    """
    if value <= 0:
        return 0.0
    half, mean = value / 2, noncentrality / 2
    # Farther than this many terms from the mean, the weights are below TINY.
    spread = int(12 * math.sqrt(mean + 12)) + 12
    first, last = max(0, int(mean) - spread), int(mean) + spread
    shape, total = degrees / 2 + first, 0.0
    central = _gamma_cdf(shape, half)
    for term in range(first, last + 1):
        total += math.exp(_log_poisson(term, mean)) * central
        # P(a + 1, x) = P(a, x) - x^a e^-x / Γ(a + 1)
        central = max(0.0, central - math.exp(shape * math.log(half) - half - math.lgamma(shape + 1)))
        shape += 1
    return min(1.0, total)


def noncentrality_interval(value: float, degrees: int, level: float = 0.90) -> tuple[float, float]:
    """Return the ends of the interval of the noncentrality for an observed chi-square of `value`; both are 0 or more.

    At the lower end, a larger chi-square has the probability (1 - level) / 2; at the upper end, a smaller one has.
    """
    tail = (1 - level) / 2
    low, high = (_solve(lambda at: noncentral_cdf(value, degrees, at), share) for share in (1 - tail, tail))
    return low, high


def _solve(probability: Callable[[float], float], wanted: float) -> float:
    """Return where a decreasing probability equals the wanted one; 0 if it is never above that."""
    if probability(0.0) <= wanted:
        return 0.0
    low, high = 0.0, 1.0
    while probability(high) > wanted:
        low, high = high, 2 * high
    while high - low > PRECISION * high:
        middle = (low + high) / 2
        low, high = (middle, high) if probability(middle) > wanted else (low, middle)
    return (low + high) / 2


def _log_poisson(number: int, mean: float) -> float:
    if mean == 0:
        return 0.0 if number == 0 else -math.inf
    return number * math.log(mean) - mean - math.lgamma(number + 1)


def _gamma_cdf(shape: float, value: float) -> float:
    """Return the regularized lower incomplete gamma function P(shape, value): its series, or 1 - Q(shape, value)."""
    scale = math.exp(shape * math.log(value) - value - math.lgamma(shape + 1))
    if value < shape + 1:
        term = total = 1.0
        step = shape
        while term > TINY * total:
            step += 1
            term *= value / step
            total += term
        return min(1.0, scale * total)
    return 1 - scale * shape * _upper_fraction(shape, value)


def _upper_fraction(shape: float, value: float) -> float:
    """Return the continued fraction of Q(shape, value) by Lentz's method."""
    b = value + 1 - shape
    c, d = 1 / TINY, 1 / b
    fraction = d
    for n in range(1, 10_000):
        a = -n * (n - shape)
        b += 2
        d = 1 / (a * d + b)
        c = b + a / c
        fraction *= c * d
        if abs(c * d - 1) < TINY:
            break
    return fraction
