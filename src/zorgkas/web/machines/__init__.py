"""Services for other institutions: no pages, no sessions; each question carries the key of who asks."""
