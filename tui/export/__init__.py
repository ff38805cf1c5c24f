"""What a report can be written as, one module each: text in, text out. Pure."""
