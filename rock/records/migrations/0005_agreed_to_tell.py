"""What somebody agrees to can also be that a person near the family is told something."""

from django.db import migrations, models

KINDS = [
    ("help", "To have help"),
    ("ask", "That other services are asked"),
    ("tell", "That somebody near them is told"),
    ("not_needed", "No agreement needed"),
]


class Migration(migrations.Migration):
    dependencies = [("records", "0004_name_keys")]
    operations = [
        migrations.AlterField(model_name=model, name="kind", field=models.CharField(choices=list(KINDS), max_length=10))
        for model in ("agreement", "agreementhistory")
    ]
