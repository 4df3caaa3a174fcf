"""The words by which the public finds a publication."""

from django.db import migrations

from yuheng.kernel.search.indexing import words_index


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0001_disclosure")]
    operations = [words_index("disclosure_search", "disclosure_publication", "disclosure")]
