"""Small screens above others: help, palette, menu, what-if, as-of."""
