import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("discussions", "0005_asker_lookups"),
        ("notifications", "0002_digests"),
        ("people", "0005_trusted_accounts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="pushaddress",
            name="reached",
            field=models.BigIntegerField(default=0),
        ),
        # Nothing has written an address yet, so no row needs the default.
        migrations.AddField(
            model_name="pushaddress",
            name="session",
            field=models.ForeignKey(
                default="",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="push_addresses",
                to="people.session",
            ),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name='InboundMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('pending', 'Pending'), ('leased', 'Being worked on'), ('sent', 'Done'), ('failed', 'Failed, will be tried again'), ('suppressed', 'Not needed any more'), ('gave_up', 'Gave up')], default='pending', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('next_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('error', models.CharField(blank=True, max_length=300)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('raw', models.BinaryField(default=b'')),
                ('sender', models.CharField(blank=True, max_length=320)),
                ('recipient', models.CharField(blank=True, max_length=320)),
                ('came_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('reason', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('channel', 'push'), ('state__in', ['pending', 'leased', 'failed'])), fields=['next_at', 'id'], name='push_due'),
        ),
        migrations.AddIndex(
            model_name='inboundmail',
            index=models.Index(condition=models.Q(('state__in', ['pending', 'leased', 'failed'])), fields=['next_at', 'id'], name='inbound_due'),
        ),
    ]
