from pipelines.evaluation.commitments import CommitmentLabel, Place, score_pairs

A: Place = ("a.md", 0, 5)
B: Place = ("a.md", 10, 15)
C: Place = ("a.md", 20, 25)
D: Place = ("a.md", 30, 35)
LABEL = CommitmentLabel(id="1", split="dev", figures=(A, B, C, D), same=((A, B),), part=((C, A), (D, C)))


def test_right_groups_and_wholes_score_in_full() -> None:
    groups = {A: "x", B: "x", C: "y", D: "z"}
    wholes = {"y": "x", "z": "y"}
    score = score_pairs([LABEL], lambda place: groups[place], wholes.get)
    assert (score.same.found, score.same.extra, score.same.missed) == (1, 0, 0)
    assert (score.part.found, score.part.extra, score.part.missed) == (2, 0, 0)
    assert score.errors == []


def test_what_is_brought_together_wrongly_and_what_is_missed_is_told() -> None:
    groups = {A: "x", B: "y", C: "x", D: "z"}
    score = score_pairs([LABEL], lambda place: groups[place], lambda _: None)
    assert (score.same.found, score.same.extra, score.same.missed) == (0, 1, 1)
    assert (score.part.found, score.part.missed) == (0, 2)
    assert ("1", "same", "extra", A, C) in score.errors
    assert ("1", "same", "missed", A, B) in score.errors


def test_a_part_placed_under_the_whole_of_its_whole_is_no_error_but_not_found() -> None:
    groups = {A: "x", B: "x", C: "y", D: "z"}
    score = score_pairs([LABEL], lambda place: groups[place], {"y": "x", "z": "x"}.get)
    assert (score.part.found, score.part.extra, score.part.missed) == (1, 0, 1)


def test_a_pair_that_a_reader_may_see_either_way_is_not_counted() -> None:
    label = LABEL.model_copy(update={"optional_same": ((C, D),)})
    joined = score_pairs([label], lambda place: {A: "x", B: "x"}.get(place, "y"), lambda _: None)
    apart = score_pairs([label], lambda place: {A: "x", B: "x"}.get(place, place[1] * "."), lambda _: None)
    assert (joined.same.found, joined.same.extra, joined.same.missed) == (1, 0, 0)
    assert (apart.same.found, apart.same.extra, apart.same.missed) == (1, 0, 0)
