"""What moves: payment and collection batches out, bank statements in, matching."""
