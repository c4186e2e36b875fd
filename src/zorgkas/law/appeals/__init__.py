"""Appeals about budgets: term, fee, commission, labour court (DEC art. 24, 71-72, 80-81; BVR art. 143-146/1, 220)."""
