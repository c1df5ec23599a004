-- Dimensions of the star schema. Where a fact has no known member it points to the row `unknown`, never to NULL.
CREATE SCHEMA core;

CREATE TABLE core.dim_document (
    document_id         VARCHAR PRIMARY KEY, -- REFERENCES raw.document (document_id)
    document_key        VARCHAR NOT NULL,
    source              VARCHAR NOT NULL,
    path                VARCHAR NOT NULL,
    url                 VARCHAR,
    sha256              VARCHAR NOT NULL,
    title               VARCHAR NOT NULL,
    section             VARCHAR,
    publisher           VARCHAR,
    published_on        DATE,
    published_precision VARCHAR CHECK (published_precision IN ('day', 'month', 'year')),
    updated_on          DATE,
    version_no          INTEGER NOT NULL,
    first_seen_at       TIMESTAMPTZ NOT NULL,
    valid_from          TIMESTAMPTZ NOT NULL,
    valid_to            TIMESTAMPTZ,
    is_current          BOOLEAN NOT NULL,
    rules_version       VARCHAR NOT NULL,
    line_count          INTEGER NOT NULL,
    char_count          INTEGER NOT NULL
);
COMMENT ON TABLE core.dim_document IS 'One row a document version';
COMMENT ON COLUMN core.dim_document.document_id IS 'Document version';
COMMENT ON COLUMN core.dim_document.document_key IS 'Identifier that all versions of one document share';
COMMENT ON COLUMN core.dim_document.source IS 'Where the document came from';
COMMENT ON COLUMN core.dim_document.path IS 'Path within the source';
COMMENT ON COLUMN core.dim_document.url IS 'Address that it was published at or fetched from; NULL where not known';
COMMENT ON COLUMN core.dim_document.sha256 IS 'SHA-256 of the bytes as received';
COMMENT ON COLUMN core.dim_document.title IS 'Title: from the sidecar, else the first heading, else the file name';
COMMENT ON COLUMN core.dim_document.section IS 'Part of the publisher''s site (artiklar, pressmeddelanden …); NULL where not known';
COMMENT ON COLUMN core.dim_document.publisher IS 'Who published it, from the sidecar; NULL where not known';
COMMENT ON COLUMN core.dim_document.published_on IS 'Publication date; first day of the month or year where only that is known (see published_precision); NULL where not known';
COMMENT ON COLUMN core.dim_document.published_precision IS 'day | month | year: how much of published_on is known; NULL where nothing is';
COMMENT ON COLUMN core.dim_document.updated_on IS 'Day on which its publisher says that it was last updated; NULL where not known';
COMMENT ON COLUMN core.dim_document.version_no IS '1 for the first version of the document, 2 for the next';
COMMENT ON COLUMN core.dim_document.first_seen_at IS 'When the first version of the document was first seen';
COMMENT ON COLUMN core.dim_document.valid_from IS 'When this version was first seen: a question as of a time asks valid_from <= time AND (valid_to IS NULL OR time < valid_to)';
COMMENT ON COLUMN core.dim_document.valid_to IS 'When another version was seen in its place, or the document was gone; NULL while it is there';
COMMENT ON COLUMN core.dim_document.is_current IS 'True for the version that is there now; a document that has vanished has none';
COMMENT ON COLUMN core.dim_document.rules_version IS 'Version of the rules that read it and made its figures';
COMMENT ON COLUMN core.dim_document.line_count IS 'Lines of the text';
COMMENT ON COLUMN core.dim_document.char_count IS 'Characters of the text';

CREATE TABLE core.dim_geography (
    geography_id   VARCHAR PRIMARY KEY,
    geography_code VARCHAR,
    name_sv        VARCHAR NOT NULL,
    kind           VARCHAR NOT NULL CHECK (kind IN ('nation', 'county', 'region', 'municipality', 'unknown')),
    county_code    VARCHAR,
    county_name_sv VARCHAR,
    name_forms     VARCHAR[] NOT NULL
);
COMMENT ON TABLE core.dim_geography IS 'One row a nation, county, region or municipality of Sweden';
COMMENT ON COLUMN core.dim_geography.geography_id IS 'Identifier: kind and code (municipality:0180); unknown for recipients that are no known place';
COMMENT ON COLUMN core.dim_geography.geography_code IS 'Official SCB code as text with leading zeros: 4 digits a municipality, 2 a county or region, SE the nation; NULL for unknown';
COMMENT ON COLUMN core.dim_geography.name_sv IS 'Official name';
COMMENT ON COLUMN core.dim_geography.kind IS 'nation | county | region | municipality | unknown';
COMMENT ON COLUMN core.dim_geography.county_code IS 'SCB code of the county it lies in, 2 digits; NULL for the nation and unknown';
COMMENT ON COLUMN core.dim_geography.county_name_sv IS 'Name of that county; NULL for the nation and unknown';
COMMENT ON COLUMN core.dim_geography.name_forms IS 'Forms of the name that texts use, as the reader recognises them';

CREATE TABLE core.dim_organisation (
    organisation_id VARCHAR PRIMARY KEY,
    name_sv         VARCHAR NOT NULL,
    kind            VARCHAR NOT NULL,
    name_forms      VARCHAR[] NOT NULL
);
COMMENT ON TABLE core.dim_organisation IS 'One row an organisation that gives, handles or receives money: agencies, universities, others';
COMMENT ON COLUMN core.dim_organisation.organisation_id IS 'Identifier made of the name (tillvaxtverket); unknown where a recipient is no known organisation';
COMMENT ON COLUMN core.dim_organisation.name_sv IS 'Official name';
COMMENT ON COLUMN core.dim_organisation.kind IS 'agency | university | ministry | company | municipal_association | civil_society | international | other | unknown';
COMMENT ON COLUMN core.dim_organisation.name_forms IS 'Forms of the name that texts use';

CREATE TABLE core.dim_programme (
    programme_id VARCHAR PRIMARY KEY,
    name_sv      VARCHAR NOT NULL
);
COMMENT ON TABLE core.dim_programme IS 'One row a grant programme or initiative that money is announced under';
COMMENT ON COLUMN core.dim_programme.programme_id IS 'Identifier: hash of the name; unknown where the text names none';
COMMENT ON COLUMN core.dim_programme.name_sv IS 'Name as the text has it: the table''s caption, or the heading it stands under';

CREATE TABLE core.dim_period (
    period_id  VARCHAR PRIMARY KEY,
    start_year INTEGER,
    end_year   INTEGER,
    is_annual  BOOLEAN NOT NULL,
    open_ended BOOLEAN NOT NULL,
    label      VARCHAR NOT NULL,
    CHECK (start_year <= end_year)
);
COMMENT ON TABLE core.dim_period IS 'One row a period that an amount is for';
COMMENT ON COLUMN core.dim_period.period_id IS 'Identifier: 2018, 2018-2020, 2020-2027/year, 2027-; unknown where no year is stated';
COMMENT ON COLUMN core.dim_period.start_year IS 'First year; NULL where not stated';
COMMENT ON COLUMN core.dim_period.end_year IS 'Last year; NULL where not stated or open-ended';
COMMENT ON COLUMN core.dim_period.is_annual IS 'True where the amount is a sum for each year, not for the whole period';
COMMENT ON COLUMN core.dim_period.open_ended IS 'True where the period has no stated end';
COMMENT ON COLUMN core.dim_period.label IS 'For people: "2018", "2018–2020", "per year 2020–2027", "from 2027"';

CREATE TABLE core.dim_minister (
    minister_id VARCHAR PRIMARY KEY,
    name        VARCHAR NOT NULL
);
COMMENT ON TABLE core.dim_minister IS 'One row a minister whom a text lists';
COMMENT ON COLUMN core.dim_minister.minister_id IS 'Identifier made of the name';
COMMENT ON COLUMN core.dim_minister.name IS 'Name as printed';

CREATE TABLE core.dim_term (
    term_id VARCHAR PRIMARY KEY,
    kind    VARCHAR NOT NULL CHECK (kind IN ('priority_area', 'actor', 'need_indicator')),
    name_sv VARCHAR NOT NULL
);
COMMENT ON TABLE core.dim_term IS 'One row a term that a strategy lists: a priority area, an actor, an indicator of need';
COMMENT ON COLUMN core.dim_term.term_id IS 'Identifier: kind and name';
COMMENT ON COLUMN core.dim_term.kind IS 'priority_area | actor | need_indicator';
COMMENT ON COLUMN core.dim_term.name_sv IS 'The term as printed';

CREATE TABLE core.dim_classification (
    classification_id VARCHAR PRIMARY KEY,
    scheme  VARCHAR NOT NULL CHECK (scheme IN ('type', 'ministry', 'sender', 'category')),
    code    VARCHAR NOT NULL,
    name_sv VARCHAR
);
COMMENT ON TABLE core.dim_classification IS 'One row a code that a publisher files documents under, and the name that it stands for; a code that was renamed has a row for each name';
COMMENT ON COLUMN core.dim_classification.classification_id IS 'Identifier: hash of scheme, code and name';
COMMENT ON COLUMN core.dim_classification.scheme IS 'What the code says: type (press release, speech …) | ministry | sender (a minister, the government as a whole) | category (what it is about)';
COMMENT ON COLUMN core.dim_classification.code IS 'The publisher''s code, as text';
COMMENT ON COLUMN core.dim_classification.name_sv IS 'Name by the publisher''s key to its codes; NULL where that lacks the code';

CREATE TABLE core.dim_strategy (
    strategy_id     VARCHAR PRIMARY KEY,
    document_id     VARCHAR NOT NULL REFERENCES core.dim_document (document_id),
    name_sv         VARCHAR NOT NULL,
    period_id       VARCHAR NOT NULL REFERENCES core.dim_period (period_id),
    period_text     VARCHAR,
    period_char_start INTEGER,
    period_char_end INTEGER,
    goal_sv         VARCHAR,
    goal_char_start INTEGER,
    goal_char_end   INTEGER
);
COMMENT ON TABLE core.dim_strategy IS 'One row a strategy that a document presents: its period and overall goal';
COMMENT ON COLUMN core.dim_strategy.strategy_id IS 'Identifier: document_id and position';
COMMENT ON COLUMN core.dim_strategy.document_id IS 'Document version';
COMMENT ON COLUMN core.dim_strategy.name_sv IS 'What the text calls it: the title of the document';
COMMENT ON COLUMN core.dim_strategy.period_id IS 'Years that the strategy covers; unknown where not stated';
COMMENT ON COLUMN core.dim_strategy.period_text IS 'The period as printed; NULL where not stated';
COMMENT ON COLUMN core.dim_strategy.period_char_start IS 'First character of the period; NULL where not stated';
COMMENT ON COLUMN core.dim_strategy.period_char_end IS 'Character after the last of the period; NULL where not stated';
COMMENT ON COLUMN core.dim_strategy.goal_sv IS 'Overall goal as printed; NULL where not stated';
COMMENT ON COLUMN core.dim_strategy.goal_char_start IS 'First character of the goal; NULL where not stated';
COMMENT ON COLUMN core.dim_strategy.goal_char_end IS 'Character after the last of the goal; NULL where not stated';

CREATE TABLE core.dim_measure (
    measure_id  VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL REFERENCES core.dim_document (document_id),
    list_no     INTEGER NOT NULL,
    item_no     INTEGER NOT NULL,
    text_sv     VARCHAR NOT NULL,
    intro_sv    VARCHAR,
    char_start  INTEGER NOT NULL,
    char_end    INTEGER NOT NULL,
    UNIQUE (document_id, list_no, item_no)
);
COMMENT ON TABLE core.dim_measure IS 'One row an item of a bullet list that announces measures, with or without an amount';
COMMENT ON COLUMN core.dim_measure.measure_id IS 'Identifier: document_id and char_start';
COMMENT ON COLUMN core.dim_measure.document_id IS 'Document version';
COMMENT ON COLUMN core.dim_measure.list_no IS 'Which list of the document, from 0';
COMMENT ON COLUMN core.dim_measure.item_no IS 'Position in the list, from 0';
COMMENT ON COLUMN core.dim_measure.text_sv IS 'The item as printed, without its bullet';
COMMENT ON COLUMN core.dim_measure.intro_sv IS 'The sentence that introduces the list; NULL where there is none';
COMMENT ON COLUMN core.dim_measure.char_start IS 'First character of the item';
COMMENT ON COLUMN core.dim_measure.char_end IS 'Character after the last';

CREATE TABLE core.bridge_document_term (
    document_id VARCHAR NOT NULL REFERENCES core.dim_document (document_id),
    term_id     VARCHAR NOT NULL REFERENCES core.dim_term (term_id),
    position    INTEGER NOT NULL,
    char_start  INTEGER NOT NULL,
    char_end    INTEGER NOT NULL,
    PRIMARY KEY (document_id, term_id, char_start)
);
COMMENT ON TABLE core.bridge_document_term IS 'Which document lists which term, and where';
COMMENT ON COLUMN core.bridge_document_term.document_id IS 'Document version';
COMMENT ON COLUMN core.bridge_document_term.term_id IS 'Term';
COMMENT ON COLUMN core.bridge_document_term.position IS 'Position in its list, from 0';
COMMENT ON COLUMN core.bridge_document_term.char_start IS 'First character';
COMMENT ON COLUMN core.bridge_document_term.char_end IS 'Character after the last';

CREATE TABLE core.bridge_document_minister (
    document_id VARCHAR NOT NULL REFERENCES core.dim_document (document_id),
    minister_id VARCHAR NOT NULL REFERENCES core.dim_minister (minister_id),
    portfolio_sv VARCHAR NOT NULL,
    position    INTEGER NOT NULL,
    char_start  INTEGER NOT NULL,
    char_end    INTEGER NOT NULL,
    PRIMARY KEY (document_id, minister_id, char_start)
);
COMMENT ON TABLE core.bridge_document_minister IS 'Which document lists which minister, with the portfolio of that time';
COMMENT ON COLUMN core.bridge_document_minister.document_id IS 'Document version';
COMMENT ON COLUMN core.bridge_document_minister.minister_id IS 'Minister';
COMMENT ON COLUMN core.bridge_document_minister.portfolio_sv IS 'Title as printed ("miljöminister")';
COMMENT ON COLUMN core.bridge_document_minister.position IS 'Position in its list, from 0';
COMMENT ON COLUMN core.bridge_document_minister.char_start IS 'First character of name and title';
COMMENT ON COLUMN core.bridge_document_minister.char_end IS 'Character after the last';

CREATE TABLE core.bridge_document_organisation (
    document_id     VARCHAR NOT NULL REFERENCES core.dim_document (document_id),
    organisation_id VARCHAR NOT NULL REFERENCES core.dim_organisation (organisation_id),
    char_start      INTEGER NOT NULL,
    char_end        INTEGER NOT NULL,
    PRIMARY KEY (document_id, char_start)
);
COMMENT ON TABLE core.bridge_document_organisation IS 'One row a mention of a known organisation in a document';
COMMENT ON COLUMN core.bridge_document_organisation.document_id IS 'Document version';
COMMENT ON COLUMN core.bridge_document_organisation.organisation_id IS 'Organisation';
COMMENT ON COLUMN core.bridge_document_organisation.char_start IS 'First character';
COMMENT ON COLUMN core.bridge_document_organisation.char_end IS 'Character after the last';

CREATE TABLE core.bridge_document_classification (
    document_id       VARCHAR NOT NULL REFERENCES core.dim_document (document_id),
    classification_id VARCHAR NOT NULL REFERENCES core.dim_classification (classification_id),
    PRIMARY KEY (document_id, classification_id)
);
COMMENT ON TABLE core.bridge_document_classification IS 'Which document its publisher files under which type, ministry, sender and category';
COMMENT ON COLUMN core.bridge_document_classification.document_id IS 'Document version';
COMMENT ON COLUMN core.bridge_document_classification.classification_id IS 'Classification';
