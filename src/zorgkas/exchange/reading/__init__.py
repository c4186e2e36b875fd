"""Reading files from outside without trusting them: bytes first, then record by record, at the speed of C."""
