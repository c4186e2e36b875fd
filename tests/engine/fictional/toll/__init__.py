"""The bridge toll of Landvast: who pays what to cross, through the years."""
