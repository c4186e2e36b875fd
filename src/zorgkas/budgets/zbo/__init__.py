"""The ZBO: what is known of a person's need, household and means, put to the law for one person and for many."""
