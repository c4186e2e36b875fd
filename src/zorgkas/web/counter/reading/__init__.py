"""What the pages show, gathered from the queries of the rooms; no HTML here."""
