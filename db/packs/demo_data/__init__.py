"""What the demo tells: two invented agreements, their days counted from now."""
