"""What the chapters of Landvast share: who people are."""
