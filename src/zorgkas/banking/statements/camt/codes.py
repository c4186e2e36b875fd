"""Bank transaction codes of ISO 20022 beside those of CODA."""

# (domain, family, sub-family) -> family and operation of CODA. Seen from the holder of the account.
_TO_CODA = {
    ("PMNT", "RCDT", "ESCT"): "0150",
    ("PMNT", "RCDT", "DMCT"): "0150",
    ("PMNT", "RRCT", "ESCT"): "0250",
    ("PMNT", "RCDT", "RRTN"): "0154",
    ("PMNT", "ICDT", "RRTN"): "0154",
    ("PMNT", "ICDT", "ESCT"): "0101",
    ("PMNT", "ICDT", "DMCT"): "0101",
    ("PMNT", "ICDT", "BOOK"): "0113",
    ("PMNT", "RCDT", "BOOK"): "0164",
    ("PMNT", "IDDT", "ESDD"): "0550",
    ("PMNT", "IDDT", "UPDD"): "0503",
    ("PMNT", "IDDT", "PRDD"): "0505",
    ("ACMT", "MDOP", "CHRG"): "8002",
}
BATCH_TRANSFER = "0107"
_FROM_CODA = {coda: domain for domain, coda in reversed(_TO_CODA.items())} | {
    BATCH_TRANSFER: ("PMNT", "ICDT", "ESCT"),
    "0151": ("PMNT", "RCDT", "ESCT"),
    "0552": ("PMNT", "IDDT", "ESDD"),
}
UNKNOWN = "00000000"


def to_coda(domain: str, family: str, sub_family: str, batch: bool) -> str:
    """Return the CODA code of 8 digits for an ISO code; zeros, which nothing matches, when there is none."""
    coda = _TO_CODA.get((domain, family, sub_family))
    if coda is None:
        return UNKNOWN
    if batch and coda == "0101":
        coda = BATCH_TRANSFER
    return f"{int(batch)}{coda}000"


def from_coda(code: str) -> tuple[str, str, str] | None:
    """Return the ISO code for a CODA code, when there is one."""
    return _FROM_CODA.get(code[1:5])
