"""Who receives the amounts of a text, for tests of the words that tell it."""

from spaced import doubled, single

from pipelines.text.reading import read_document


def recipients(text: str) -> list[str | None]:
    """Give who receives each amount, with one space and with two between the words alike."""
    read = _recipients(text)
    assert _recipients(doubled(text)) == read
    return read


def _recipients(text: str) -> list[str | None]:
    mentions = read_document(text, published_year=2025).mentions
    return [single(mention.recipient.of(text)) if mention.recipient else None for mention in mentions]
