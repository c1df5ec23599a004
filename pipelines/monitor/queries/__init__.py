"""What the pages ask of the published warehouse: SQL and the rows that it gives. Nothing here knows of requests."""
