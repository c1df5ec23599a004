"""Who publishes an export, at which address, and what is said of it in words.

Belongs here: what catalogues and people are told alike: names, licence, sources. In which format, is said elsewhere.
"""

from dataclasses import dataclass
from enum import StrEnum

TITLE = {"sv": "Anslag: pengar som regeringen har aviserat", "en": "Anslag: money that the government has announced"}
"""Title of the whole, by language."""

DESCRIPTION = {
    "sv": "Belopp ur den svenska regeringens nyheter och tillkännagivanden: vem som får hur mycket, för vilka år och "
    "hur bindande löftet är. Varje siffra kan spåras till de tecken i källan där den står.",
    "en": "Amounts in announcements of the Swedish government: who gets how much, for which years, and how firm the "
    "promise is. Every figure can be traced to the characters of the source that state it.",
}
"""What the whole holds, by language."""

LICENCE_NAME = "CC0-1.0"
LICENCE_TITLE = "Creative Commons Zero 1.0 Universal"
LICENCE_URI = "http://creativecommons.org/publicdomain/zero/1.0/"
"""Licence of the compilation: its name by SPDX, its title, its address."""

SOURCE_TITLE = "Regeringen.se, the website of the Government and the Government Offices of Sweden"
SOURCE_URL = "https://www.regeringen.se/"
"""Where the announcements are published."""


class PublisherType(StrEnum):
    """Kinds of publisher in the vocabulary of ADMS, which catalogues must name."""

    national_authority = "NationalAuthority"
    regional_authority = "RegionalAuthority"
    local_authority = "LocalAuthority"
    supra_national_authority = "SupraNationalAuthority"
    academia = "Academia-ScientificOrganisation"
    company = "Company"
    industry_consortium = "IndustryConsortium"
    standardisation_body = "StandardisationBody"
    non_governmental_organisation = "NonGovernmentalOrganisation"
    non_profit_organisation = "NonProfitOrganisation"
    private_individuals = "PrivateIndividual(s)"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who answers for an export.

    Attributes:
        name: name.
        uri: address that stands for the publisher; None where it has none.
        type: what kind of publisher it is.
    """

    name: str = "Anslag (publisher not named)"
    uri: str | None = None
    type: PublisherType = PublisherType.non_profit_organisation


@dataclass(frozen=True, slots=True)
class Publication:
    """How an export is to be published.

    Attributes:
        publisher: who publishes it.
        base_url: address of the folder that it will lie in, with a slash at its end; None where not known yet: then
            addresses are relative to the catalogue's own, wherever it is put.
    """

    publisher: Publisher = Publisher()
    base_url: str | None = None
