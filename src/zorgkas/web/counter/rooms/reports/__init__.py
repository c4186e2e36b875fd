"""Reports of a fund: the yearly figures, and what stands on each account."""
