"""Charts as inline SVG, made on the server: colours are those of the page, and what they say stands beside them."""
