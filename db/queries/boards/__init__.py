"""Questions of whole screens: overview, timeline, calendar, matrix, scoreboard."""
