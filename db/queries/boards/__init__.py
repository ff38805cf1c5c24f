"""Queries for whole screens: overview, timeline, calendar, matrix, scoreboard."""
