"""One module per message: its layout, and the handler that turns it into facts."""
