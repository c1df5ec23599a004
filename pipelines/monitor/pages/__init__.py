"""The pages, one module each: what a reader asks for is taken, asked of the warehouse, and handed to a template."""
