"""Who receives the amounts of a text, for tests of the words that tell it."""

from spaced import doubled, single

from pipelines.text.reading import read_document


def recipients(text: str) -> list[str | None]:
    """Give who receives each amount, with one space and with two between the words alike."""
    read = recipients_as_spaced(text)
    assert recipients_as_spaced(doubled(text)) == read
    return read


def recipients_as_spaced(text: str) -> list[str | None]:
    """Give who receives each amount of a text with its spaces as they are."""
    mentions = read_document(text, published_year=2025).mentions
    return [single(mention.recipient.of(text)) if mention.recipient else None for mention in mentions]
