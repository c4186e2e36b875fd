"""What members sent from their own pages."""
