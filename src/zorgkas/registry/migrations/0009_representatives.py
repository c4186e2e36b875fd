"""Who acts for a person, and to whom is paid instead; guarded as all facts."""

import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import zorgkas.registry.iban
from django.db import migrations, models

from zorgkas.registry.guard import guard_facts


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0008_kinds_may_grow"),
    ]

    operations = [
        migrations.CreateModel(
            name="PaymentToOther",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField()),
                (
                    "valid_to",
                    models.DateField(blank=True, help_text="First day on which it no longer holds", null=True),
                ),
                ("recorded_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ground",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "legal representative or mandate holder"),
                            (2, "debt mediator"),
                            (3, "account of somebody else, at the person's written wish"),
                            (4, "who gets what was due, after death"),
                        ]
                    ),
                ),
                ("iban", models.CharField(max_length=34, validators=[zorgkas.registry.iban.check_iban])),
                ("holder_name", models.CharField(max_length=140)),
                (
                    "proof",
                    models.CharField(
                        help_text="The mandate, judgment or application, by its reference", max_length=120
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.person",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.source",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["person", "valid_from"], name="paymenttoother_person"),
                    django.contrib.postgres.indexes.BrinIndex(fields=["recorded_at"], name="paymenttoother_recorded"),
                    models.Index(
                        condition=models.Q(("superseded_at__isnull", False)),
                        fields=["superseded_at"],
                        name="paymenttoother_superseded",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="paymenttoother_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("superseded_at__isnull", True),
                            ("superseded_at__gte", models.F("recorded_at")),
                            _connector="OR",
                        ),
                        name="paymenttoother_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Representative",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField()),
                (
                    "valid_to",
                    models.DateField(blank=True, help_text="First day on which it no longer holds", null=True),
                ),
                ("recorded_at", models.DateTimeField()),
                ("superseded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "kind",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "parent of a minor"),
                            (2, "guardian of a minor"),
                            (3, "administrator appointed by a court"),
                            (4, "mandate holder"),
                            (5, "debt mediator"),
                        ]
                    ),
                ),
                ("name", models.CharField(max_length=140)),
                (
                    "insz",
                    models.CharField(
                        blank=True, max_length=11, validators=[django.core.validators.RegexValidator("^\\d{11}$")]
                    ),
                ),
                ("relation", models.CharField(blank=True, max_length=60)),
                ("street", models.CharField(blank=True, max_length=80)),
                ("house_number", models.CharField(blank=True, max_length=12)),
                ("postal_code", models.CharField(blank=True, max_length=12)),
                ("municipality", models.CharField(blank=True, max_length=60)),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("gets_letters", models.BooleanField(default=True)),
                (
                    "proof",
                    models.CharField(
                        blank=True, help_text="The judgment or the mandate, by its reference", max_length=120
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.person",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.source",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["person", "valid_from"], name="representative_person"),
                    django.contrib.postgres.indexes.BrinIndex(fields=["recorded_at"], name="representative_recorded"),
                    models.Index(
                        condition=models.Q(("superseded_at__isnull", False)),
                        fields=["superseded_at"],
                        name="representative_superseded",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="representative_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("superseded_at__isnull", True),
                            ("superseded_at__gte", models.F("recorded_at")),
                            _connector="OR",
                        ),
                        name="representative_known",
                    ),
                ],
            },
        ),
        guard_facts("registry_paymenttoother"),
        guard_facts("registry_representative", ("kind", "name")),
    ]
