"""Simulation of what would move if an event were at another time."""
