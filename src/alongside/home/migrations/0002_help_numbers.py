"""A new community starts with the help numbers of `help_numbers.toml`."""

from django.db import migrations

from alongside.home.actions import starting_numbers


def put_in(apps, schema_editor):
    number = apps.get_model("home", "HelpNumber")
    number.objects.bulk_create(
        number(position=place, **columns) for place, columns in enumerate(starting_numbers())
    )


class Migration(migrations.Migration):
    dependencies = [("home", "0001_initial")]
    operations = [migrations.RunPython(put_in, migrations.RunPython.noop)]
