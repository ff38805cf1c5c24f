"""Implementation of each verb of the command line."""
