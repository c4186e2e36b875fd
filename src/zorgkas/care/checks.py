"""What of care in kind must add up, told to `zorgkas ledger check`."""

from django.utils.translation import gettext_lazy

from zorgkas.ledger.accounts import Product
from zorgkas.ledger.checks import CHECKS

LINES = f"""
    SELECT concat('provider ', coalesce(i.provider_id, l.provider_id), ', period ', coalesce(i.period, l.period),
                  ': due ', coalesce(i.due, 0), ', accepted ', coalesce(l.accepted, 0), ' cents')
      FROM (SELECT fund_id, provider_id, product::int AS product, period, -due_cents AS due FROM ledger_provideritem
             WHERE account = 2010 AND product <> {int(Product.CARE_INTEREST)}
               AND (%(fund)s::bigint IS NULL OR fund_id = %(fund)s)) i
      FULL JOIN (SELECT coalesce(f.fund_id, r.fund_id) AS fund_id, l.provider_id, l.product::int AS product, l.period,
                        sum(l.accepted_cents) AS accepted
                   FROM care_careline l
                   LEFT JOIN care_carefile f ON f.id = l.file_id
                   LEFT JOIN care_caredecision d ON d.id = l.decision_id
                   LEFT JOIN care_carerequest r ON r.id = d.request_id
                  WHERE %(fund)s::bigint IS NULL OR coalesce(f.fund_id, r.fund_id) = %(fund)s
                  GROUP BY 1, 2, 3, 4) l
        ON (l.fund_id, l.provider_id, l.product, l.period) = (i.fund_id, i.provider_id, i.product, i.period)
     WHERE coalesce(i.due, 0) <> coalesce(l.accepted, 0)
"""  # noqa: S608 - only a number of our own is put in

CHECKS["care_lines"] = (gettext_lazy("What is due to providers is what is accepted of their lines"), LINES)
