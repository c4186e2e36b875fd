"""What the law says, one folder per chapter; `law_on(date)` is the door."""
