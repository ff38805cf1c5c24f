"""Report formats, one module each: text in, text out. Pure."""
