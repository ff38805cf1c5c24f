"""Front ends of accord: the terminal screens, the command line and text reports."""
