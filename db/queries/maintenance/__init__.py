"""Questions of whoever looks after a store."""
