"""Whatever file comes in: one clear sentence or problems with their place, soon, and never a traceback."""

import time
from collections import Counter

import pytest
from hostile import lists as hostile
from outside import TODAY, Caseload

from doorstroom.errors import BadFile
from doorstroom.incoming import read
from doorstroom.intake import plan
from doorstroom.report import Sentence
from doorstroom.wording import sentence
from doorstroom.workbook import read as spreadsheet

CORPUS = {bad.name: bad for bad in hostile.corpus()}


def become(path):
    """What becomes of a file: the error that refuses it, or the problems that are found in it."""
    try:
        with spreadsheet.open(path) as sheets:
            reading = read(sheets, today=TODAY)
            verdicts = list(plan(reading.rows(), Caseload()))
            return None, [*reading.problems, *(problem for verdict in verdicts for problem in verdict.problems)]
    except BadFile as refused:
        return refused, []


@pytest.mark.parametrize("name", CORPUS)
def test_a_hostile_file_ends_in_one_sentence_or_in_problems(name, tmp_path):
    bad = CORPUS[name]
    path = hostile.write(tmp_path, bad)
    began = time.process_time()
    refused, problems = become(path)
    assert time.process_time() - began < 10
    assert bad.becomes in ("refused" if refused else "problems" if problems else "read", "either")
    if refused:
        assert refused.hint
        assert "\n" not in sentence(Sentence(refused.message, refused.fields))
    assert all(problem.row > 0 and sentence(problem.message).endswith(".") for problem in problems)
    assert [file.name for file in tmp_path.iterdir() if file != path and file.name != "home"] == []


def test_the_corpus_has_every_kind():
    kinds = Counter(bad.becomes for bad in CORPUS.values())
    assert len(CORPUS) >= 200
    assert all(kinds[kind] >= 15 for kind in ("refused", "problems", "read"))
