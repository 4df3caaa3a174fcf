"""Whose file was looked at, the old registration number, and the index of names.

On SQLite a later migration that has the table of parties made anew drops these triggers: it must make them again, and a test says so.
"""

import django.db.models.deletion
import yuheng.kernel.records.parties
from django.db import migrations, models

from yuheng.kernel.search.indexing import words_index
from yuheng.kernel.search.words import indexed

BLOCK = 2000

def filled(apps, editor):
    """Bodies that were registered before are found by every name they bore."""
    party, names = apps.get_model("kernel", "Party"), apps.get_model("kernel", "PartyName")
    block = []
    for one in party.objects.exclude(kind="person").only("pk", "name").iterator(chunk_size=BLOCK):
        block.append(one)
        if len(block) == BLOCK:
            _fill(party, names, block)
            block = []
    _fill(party, names, block)


def _fill(party, names, block):
    borne = {one.pk: [one.name] for one in block}
    for pk, name in names.objects.filter(party__in=borne).values_list("party", "name"):
        borne[pk].append(name)
    for one in block:
        found = (word for name in borne[one.pk] for word in indexed(name).split() if len(word) > 1 or word.isascii())
        one.words = " ".join(dict.fromkeys(found))
    party.objects.bulk_update(block, ["words"])


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0011_certificates'),
    ]

    operations = [
        migrations.AddField(
            model_name='look',
            name='party',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.party'),
        ),
        migrations.AddField(
            model_name='party',
            name='old_number',
            field=models.CharField(blank=True, db_index=True, default='', max_length=15, verbose_name='旧注册号'),
        ),
        migrations.AddField(
            model_name='party',
            name='words',
            field=yuheng.kernel.records.parties.Words(blank=True, default='', editable=False, verbose_name='名称用字'),
        ),
        migrations.AddIndex(
            model_name='look',
            index=models.Index(condition=models.Q(('party__isnull', False)), fields=['party', '-at'], name='looks_at_a_party'),
        ),
        migrations.RunPython(filled, migrations.RunPython.noop),
        words_index("kernel_search_party", "kernel_party", "party_words"),
    ]
