"""Contents of the demo: two invented agreements, with days counted from now."""
