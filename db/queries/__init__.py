"""Questions to the store and the frozen rows that answer them."""
