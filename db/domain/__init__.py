"""Pure rules: status, deadlines, countdowns, verification. No SQL, no clock, no front end."""
