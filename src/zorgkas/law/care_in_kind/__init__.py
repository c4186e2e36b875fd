"""What six sectors of care in kind have in common: insurance, requests and their terms, own share, lines, payment."""
