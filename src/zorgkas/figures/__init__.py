"""What we report: the yearly figures of the fund."""
