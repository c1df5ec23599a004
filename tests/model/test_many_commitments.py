"""A document of nothing but amounts, or a sum that is everywhere, holds up no others."""

from growth import grows_linearly
from stated_figures import figures_of

from pipelines.model.commitments.linking import link_all


def test_a_document_of_thousands_of_amounts_is_tied_to_nothing_and_keeps_each() -> None:
    figures = figures_of("# Priser\n\n" + "Skolverket får 3 miljoner kronor 2025. " * 2_000)
    hierarchy = link_all(figures, lambda _: None)
    assert len(figures) == 2_000
    assert hierarchy.judged == ()
    assert hierarchy.untied == (figures[0].document_id,)
    assert len({hierarchy.groups.of(figure.figure_id) for figure in figures}) == 2_000


def test_a_sum_that_thousands_of_figures_state_ties_no_documents() -> None:
    figures = [
        figure
        for number in range(1_100)
        for figure in figures_of("# Stöd\n\nMuseerna får 3 miljoner kronor 2025 till lokaler.", name=f"d{number}")
    ]
    few = figures[:400]
    assert link_all(few, lambda _: None).judged
    assert link_all(figures, lambda _: None).judged == ()


def test_four_times_the_amounts_take_about_four_times_the_time() -> None:
    few, many = (figures_of("# A\n\n" + "Lund får 3 miljoner kronor 2025. " * count) for count in (1_500, 6_000))
    assert grows_linearly(lambda: link_all(few, lambda _: None), lambda: link_all(many, lambda _: None), factor=4)
