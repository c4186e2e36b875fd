"""What was learned about people with a ZBO that may change it: the cases of BVR art. 226, found in sets."""

import datetime
from dataclasses import dataclass

from zorgkas.law.zbo.kinds import RevisionCase
from zorgkas.ledger.accounts import Product
from zorgkas.registry.columns import read_sql
from zorgkas.registry.models import CareFund

# One row per kind of fact: its table, the case of what begins and of what ends, and what it is called in a reference.
# A stay has another case when it was declared than when the fund has the data of the facility (10 to 13).
_KINDS = (
    ("budgets_dependentchild", RevisionCase.DEPENDENT_CHILDREN, RevisionCase.DEPENDENT_CHILDREN, "child"),
    ("budgets_means", RevisionCase.INCOME_ROSE, RevisionCase.INCOME_FELL, "means"),
    ("budgets_household", RevisionCase.HOUSEHOLD_CHANGED, RevisionCase.HOUSEHOLD_CHANGED, "household"),
    ("budgets_oldercarefinding", RevisionCase.SELF_RELIANCE_CHANGED, RevisionCase.NONE, "finding"),
    ("budgets_otherbenefit", RevisionCase.MOVED_BUT_CAN_CLAIM_THERE, RevisionCase.NONE, "benefit"),
    ("registry_facilitystay", RevisionCase.ADMITTED_DATA_KNOWN, RevisionCase.DISCHARGED_DATA_KNOWN, "stay"),
    ("registry_residence", RevisionCase.MOVED_OUT_OF_SCOPE, RevisionCase.NONE, "residence"),
    ("membership_membership", RevisionCase.NONE, RevisionCase.CONDITIONS_LOST, "membership"),
)
_ONLY = {
    "benefit": "AND f.kind = 2",
    "residence": "AND f.region NOT IN (1, 2)",
    "stay": "AND NOT EXISTS (SELECT FROM registry_facilitystay n WHERE n.person_id = f.person_id"
    " AND n.superseded_at IS NULL AND n.valid_from = f.valid_to)",
    "membership": "AND NOT EXISTS (SELECT FROM membership_membership n WHERE n.person_id = f.person_id"
    " AND n.superseded_at IS NULL AND n.valid_from = f.valid_to)",
}
# A fact that was told since: what it says begins an event. What was cut off by it, or has an end, ends one.
_BEGINS = """
SELECT f.person_id, {begin} AS "case", {declared} AS declared, '{name}' AS name, f.valid_from AS event_on,
       (s.received_at AT TIME ZONE 'Europe/Brussels')::date AS told_on, s.kind = 'message' AS by_message
FROM {table} f JOIN registry_source s ON s.id = f.source_id
WHERE {begin} > 0 AND s.received_at > %(since)s AND s.received_at <= %(known_at)s
    AND f.recorded_at <= %(known_at)s AND f.superseded_at IS NULL {only}
"""
_ENDS = """
SELECT f.person_id, {end}, {declared}, '{name}', f.valid_to, (f.recorded_at AT TIME ZONE 'Europe/Brussels')::date,
       s.kind = 'message'
FROM {table} f JOIN registry_source s ON s.id = f.source_id
WHERE {end} > 0 AND f.recorded_at > %(since)s AND f.recorded_at <= %(known_at)s AND f.superseded_at IS NULL
    AND f.valid_to IS NOT NULL {only}
"""
_PROVISIONAL = """
SELECT e.person_id, {case}, 0, 'provisional', e.valid_to, e.valid_to, true
FROM budgets_entitlement e
WHERE e.product = %(product)s AND e.provisional AND e.superseded_at IS NULL AND e.valid_to <= %(soon)s
"""
# Only of members of the fund with a ZBO whose amounts are known here; not what lies before the first right began,
# unless it was not yet known when that was decided. The same event is found once.
_QUERY = """
INSERT INTO budgets_revision (person_id, fund_id, "case", event_on, reported_on, by_message, learned_at, reference,
                              state, effective_month, before_cents, after_cents, note)
SELECT DISTINCT ON (reference) v.person_id, %(fund)s, v.case + CASE WHEN v.by_message THEN 0 ELSE v.declared END,
       v.event_on, v.told_on, v.by_message, %(known_at)s,
       'zbo:' || v.person_id || ':' || v.name || ':' || v.event_on AS reference, 'found', 0, 0, 0, ''
FROM ({parts}) v
JOIN LATERAL (
    SELECT min(e.valid_from) AS first_day, max(COALESCE(e.valid_to, 'infinity')) AS last_day,
           max(COALESCE(d.decided_at, e.recorded_at)) AS decided_at
    FROM budgets_entitlement e LEFT JOIN budgets_decision d ON d.id = e.decision_id
    WHERE e.person_id = v.person_id AND e.product = %(product)s AND e.granted_year_cents IS NOT NULL
        AND e.superseded_at IS NULL
) r ON r.first_day IS NOT NULL AND v.event_on < r.last_day
WHERE EXISTS (
    SELECT FROM membership_membership m
    WHERE m.person_id = v.person_id AND m.fund_id = %(fund)s AND m.superseded_at IS NULL
        AND m.valid_from <= %(on)s AND (m.valid_to IS NULL OR m.valid_to >= r.first_day)
) AND (v.event_on > r.first_day OR v.name = 'provisional'
    OR (v.event_on <= r.first_day AND v.told_on > (r.decided_at AT TIME ZONE 'Europe/Brussels')::date))
ORDER BY reference, v.told_on, v.case
ON CONFLICT (reference) DO NOTHING
RETURNING id
"""


@dataclass(frozen=True)
class Found:
    """How many new cases were found."""

    number: int


def find(fund: CareFund, since: datetime.datetime, known_at: datetime.datetime, on: datetime.date) -> Found:
    """Note every event that was learned since a moment and may change a ZBO; what is noted already is left alone."""
    parts = [_PROVISIONAL.format(case=int(RevisionCase.PROVISIONAL_DATE))]
    for table, begin, end, name in _KINDS:
        declared = 1 if name == "stay" else 0
        values = {"table": table, "name": name, "declared": declared, "only": _ONLY.get(name, "")}
        parts.insert(0, _ENDS.format(end=int(end), **values))
        parts.insert(0, _BEGINS.format(begin=int(begin), **values))
    rows = read_sql(
        _QUERY.format(parts=" UNION ALL ".join(parts)),
        {
            "fund": fund.pk,
            "since": since,
            "known_at": known_at,
            "product": int(Product.ZBO),
            "on": on,
            "soon": on + datetime.timedelta(days=31),
        },
        few=True,
    )
    return Found(len(rows))
