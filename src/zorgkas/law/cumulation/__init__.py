"""What each care budget becomes beside another budget, benefit or stay (BVR art. 140, 180, 182, 218, 231, 238)."""
