"""The ZBH: which file data lead to a right, put to the law for one person and for many."""
