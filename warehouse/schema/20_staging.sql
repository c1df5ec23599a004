-- What the reader saw in each text, before any of it is given a meaning in the star schema.
CREATE SCHEMA staging;

CREATE TABLE staging.block (
    document_id VARCHAR NOT NULL, -- REFERENCES raw.document (document_id)
    block_no    INTEGER NOT NULL,
    kind        VARCHAR NOT NULL CHECK (kind IN ('heading', 'paragraph', 'list_item', 'table', 'footnote')),
    char_start  INTEGER NOT NULL,
    char_end    INTEGER NOT NULL,
    PRIMARY KEY (document_id, block_no),
    CHECK (char_start < char_end)
);
COMMENT ON TABLE staging.block IS 'One row a block of text: heading, paragraph, list item, table or footnote, in reading order';
COMMENT ON COLUMN staging.block.document_id IS 'Document version';
COMMENT ON COLUMN staging.block.block_no IS 'Position in the document, from 0';
COMMENT ON COLUMN staging.block.kind IS 'heading | paragraph | list_item | table | footnote';
COMMENT ON COLUMN staging.block.char_start IS 'First character';
COMMENT ON COLUMN staging.block.char_end IS 'Character after the last';

CREATE TABLE staging.text_table (
    table_id     VARCHAR PRIMARY KEY,
    document_id  VARCHAR NOT NULL, -- REFERENCES raw.document (document_id)
    table_no     INTEGER NOT NULL,
    shape        VARCHAR NOT NULL CHECK (shape IN ('flattened', 'markdown')),
    title        VARCHAR,
    label_header VARCHAR,
    row_count    INTEGER NOT NULL,
    column_count INTEGER NOT NULL,
    char_start   INTEGER NOT NULL,
    char_end     INTEGER NOT NULL
);
COMMENT ON TABLE staging.text_table IS 'One row a table found in a text';
COMMENT ON COLUMN staging.text_table.table_id IS 'Identifier: document_id and table_no';
COMMENT ON COLUMN staging.text_table.document_id IS 'Document version';
COMMENT ON COLUMN staging.text_table.table_no IS 'Position among the tables of the document, from 0';
COMMENT ON COLUMN staging.text_table.shape IS 'flattened (one cell a line) | markdown (pipes)';
COMMENT ON COLUMN staging.text_table.title IS 'What the table is about: its caption or the nearest heading above that is not generic; NULL where there is neither';
COMMENT ON COLUMN staging.text_table.label_header IS 'Header of the column that names the rows, as printed; NULL where it has none';
COMMENT ON COLUMN staging.text_table.row_count IS 'Data rows, total rows included, headers not';
COMMENT ON COLUMN staging.text_table.column_count IS 'Columns, the label column included';
COMMENT ON COLUMN staging.text_table.char_start IS 'First character of the table, its header included';
COMMENT ON COLUMN staging.text_table.char_end IS 'Character after the last';

CREATE TABLE staging.table_column (
    table_id             VARCHAR NOT NULL REFERENCES staging.text_table (table_id),
    column_no            INTEGER NOT NULL,
    header_text          VARCHAR NOT NULL,
    role                 VARCHAR NOT NULL CHECK (role IN ('label', 'amount', 'other')),
    multiplier           BIGINT,
    currency             VARCHAR,
    start_year           INTEGER,
    end_year             INTEGER,
    per_year             BOOLEAN NOT NULL,
    open_ended           BOOLEAN NOT NULL,
    status               VARCHAR,
    footnote_mark        VARCHAR,
    footnote_text        VARCHAR,
    footnote_char_start  INTEGER,
    footnote_char_end    INTEGER,
    char_start           INTEGER NOT NULL,
    char_end             INTEGER NOT NULL,
    PRIMARY KEY (table_id, column_no)
);
COMMENT ON TABLE staging.table_column IS 'One row a column of a table: what its header, unit and footnote say of every cell in it';
COMMENT ON COLUMN staging.table_column.table_id IS 'Table';
COMMENT ON COLUMN staging.table_column.column_no IS 'Position in the table, from 0';
COMMENT ON COLUMN staging.table_column.header_text IS 'Header as printed, its footnote mark included';
COMMENT ON COLUMN staging.table_column.role IS 'label (names the row) | amount (money) | other (counts, shares, remarks)';
COMMENT ON COLUMN staging.table_column.multiplier IS 'Whole currency units that a printed 1 stands for: 1, 1000, 1000000 …; NULL unless amount';
COMMENT ON COLUMN staging.table_column.currency IS 'ISO 4217 code; NULL unless amount';
COMMENT ON COLUMN staging.table_column.start_year IS 'First year that the column is about; NULL where none is stated';
COMMENT ON COLUMN staging.table_column.end_year IS 'Last year; NULL where none is stated or the period is open-ended';
COMMENT ON COLUMN staging.table_column.per_year IS 'True where each amount is a sum per year of the period';
COMMENT ON COLUMN staging.table_column.open_ended IS 'True for a period with no stated end ("från och med 2027")';
COMMENT ON COLUMN staging.table_column.status IS 'indicative | calculation_example | proposed | decided | paid; NULL where the text does not say';
COMMENT ON COLUMN staging.table_column.footnote_mark IS 'The mark in the header (*, **, 1) …); NULL where there is none';
COMMENT ON COLUMN staging.table_column.footnote_text IS 'The footnote bound by that mark; NULL where the mark has no footnote (a finding then says so)';
COMMENT ON COLUMN staging.table_column.footnote_char_start IS 'First character of the footnote; NULL where there is none';
COMMENT ON COLUMN staging.table_column.footnote_char_end IS 'Character after the last of the footnote; NULL where there is none';
COMMENT ON COLUMN staging.table_column.char_start IS 'First character of the header';
COMMENT ON COLUMN staging.table_column.char_end IS 'Character after the last of the header';

CREATE TABLE staging.table_cell (
    table_id    VARCHAR NOT NULL REFERENCES staging.text_table (table_id),
    row_no      INTEGER NOT NULL,
    column_no   INTEGER NOT NULL,
    row_kind    VARCHAR NOT NULL CHECK (row_kind IN ('data', 'total', 'subtotal')),
    row_label   VARCHAR NOT NULL,
    cell_text   VARCHAR NOT NULL,
    cell_kind   VARCHAR NOT NULL CHECK (cell_kind IN ('label', 'amount', 'malformed', 'empty', 'other')),
    amount      DECIMAL(18, 2),
    problem     VARCHAR,
    char_start  INTEGER NOT NULL,
    char_end    INTEGER NOT NULL,
    PRIMARY KEY (table_id, row_no, column_no)
);
COMMENT ON TABLE staging.table_cell IS 'One row a printed cell of a table';
COMMENT ON COLUMN staging.table_cell.table_id IS 'Table';
COMMENT ON COLUMN staging.table_cell.row_no IS 'Data row, from 0';
COMMENT ON COLUMN staging.table_cell.column_no IS 'Column, from 0';
COMMENT ON COLUMN staging.table_cell.row_kind IS 'data | total | subtotal';
COMMENT ON COLUMN staging.table_cell.row_label IS 'What the row is named, as printed';
COMMENT ON COLUMN staging.table_cell.cell_text IS 'The characters of the cell';
COMMENT ON COLUMN staging.table_cell.cell_kind IS 'label | amount (well formed) | malformed (meant as an amount, not a valid number) | empty | other';
COMMENT ON COLUMN staging.table_cell.amount IS 'Value in whole currency units, the column''s multiplier applied; NULL unless cell_kind is amount';
COMMENT ON COLUMN staging.table_cell.problem IS 'What is wrong with a malformed cell; NULL otherwise';
COMMENT ON COLUMN staging.table_cell.char_start IS 'First character of the cell';
COMMENT ON COLUMN staging.table_cell.char_end IS 'Character after the last';

CREATE TABLE staging.mention (
    mention_id   VARCHAR PRIMARY KEY,
    document_id  VARCHAR NOT NULL, -- REFERENCES raw.document (document_id)
    block_no     INTEGER NOT NULL,
    line         INTEGER NOT NULL,
    quote        VARCHAR NOT NULL,
    amount_low   DECIMAL(24, 6) NOT NULL,
    amount_high  DECIMAL(24, 6),
    currency     VARCHAR NOT NULL,
    modifier     VARCHAR NOT NULL CHECK (modifier IN ('exact', 'about', 'over', 'under', 'at_most', 'at_least', 'range')),
    start_year   INTEGER,
    end_year     INTEGER,
    per_year     BOOLEAN NOT NULL,
    open_ended   BOOLEAN NOT NULL,
    per          VARCHAR,
    kind         VARCHAR NOT NULL CHECK (kind IN ('funding', 'other')),
    status       VARCHAR,
    recipient    VARCHAR,
    purpose      VARCHAR NOT NULL,
    char_start   INTEGER NOT NULL,
    char_end     INTEGER NOT NULL
);
COMMENT ON TABLE staging.mention IS 'One row an amount of money stated outside table cells';
COMMENT ON COLUMN staging.mention.mention_id IS 'Identifier: document_id and char_start';
COMMENT ON COLUMN staging.mention.document_id IS 'Document version';
COMMENT ON COLUMN staging.mention.block_no IS 'Block that holds it, from 0';
COMMENT ON COLUMN staging.mention.line IS 'Line of the document, from 1';
COMMENT ON COLUMN staging.mention.quote IS 'The characters: number and unit';
COMMENT ON COLUMN staging.mention.amount_low IS 'Value in whole currency units; the low end of a range';
COMMENT ON COLUMN staging.mention.amount_high IS 'The high end of a range in whole currency units, else NULL';
COMMENT ON COLUMN staging.mention.currency IS 'ISO 4217 code';
COMMENT ON COLUMN staging.mention.modifier IS 'exact | about | over | under | at_most | at_least | range';
COMMENT ON COLUMN staging.mention.start_year IS 'First year that the amount applies to; NULL where none is stated';
COMMENT ON COLUMN staging.mention.end_year IS 'Last year; NULL where none is stated or the period is open-ended';
COMMENT ON COLUMN staging.mention.per_year IS 'True where the amount is a sum per year';
COMMENT ON COLUMN staging.mention.open_ended IS 'True for a period with no stated end';
COMMENT ON COLUMN staging.mention.per IS 'Unit of a rate, as in the text (person, månad …); NULL where it is no rate';
COMMENT ON COLUMN staging.mention.kind IS 'funding (public money given, set aside, proposed or paid) | other';
COMMENT ON COLUMN staging.mention.status IS 'indicative | calculation_example | proposed | decided | paid; NULL where the text does not say';
COMMENT ON COLUMN staging.mention.recipient IS 'Who receives the money, as printed; NULL where not stated';
COMMENT ON COLUMN staging.mention.purpose IS 'What the money is for: the sentence or list item that holds it';
COMMENT ON COLUMN staging.mention.char_start IS 'First character';
COMMENT ON COLUMN staging.mention.char_end IS 'Character after the last';

CREATE TABLE staging.profile_item (
    document_id VARCHAR NOT NULL, -- REFERENCES raw.document (document_id)
    kind        VARCHAR NOT NULL CHECK (kind IN ('strategy_period', 'goal', 'priority_area', 'actor', 'need_indicator', 'minister', 'organisation')),
    position    INTEGER NOT NULL,
    item_text   VARCHAR NOT NULL,
    detail      VARCHAR,
    start_year  INTEGER,
    end_year    INTEGER,
    char_start  INTEGER NOT NULL,
    char_end    INTEGER NOT NULL,
    PRIMARY KEY (document_id, kind, position)
);
COMMENT ON TABLE staging.profile_item IS 'One row a thing that a document states or lists beside money: strategy period, goal, priority area, actor, need, minister, organisation';
COMMENT ON COLUMN staging.profile_item.document_id IS 'Document version';
COMMENT ON COLUMN staging.profile_item.kind IS 'strategy_period | goal | priority_area | actor | need_indicator | minister | organisation';
COMMENT ON COLUMN staging.profile_item.position IS 'Position among the items of its kind in the document, from 0';
COMMENT ON COLUMN staging.profile_item.item_text IS 'The characters; a minister''s name without the portfolio';
COMMENT ON COLUMN staging.profile_item.detail IS 'A minister''s portfolio as printed; an organisation''s identifier; NULL for other kinds';
COMMENT ON COLUMN staging.profile_item.start_year IS 'First year of a strategy period; NULL for other kinds';
COMMENT ON COLUMN staging.profile_item.end_year IS 'Last year of a strategy period; NULL for other kinds';
COMMENT ON COLUMN staging.profile_item.char_start IS 'First character';
COMMENT ON COLUMN staging.profile_item.char_end IS 'Character after the last';

CREATE TABLE staging.problem (
    document_id VARCHAR NOT NULL, -- REFERENCES raw.document (document_id)
    problem_no  INTEGER NOT NULL,
    table_id    VARCHAR REFERENCES staging.text_table (table_id),
    column_no   INTEGER,
    kind        VARCHAR NOT NULL,
    message     VARCHAR NOT NULL,
    remedy      VARCHAR NOT NULL,
    trace       VARCHAR,
    char_start  INTEGER NOT NULL,
    char_end    INTEGER NOT NULL,
    PRIMARY KEY (document_id, problem_no)
);
COMMENT ON TABLE staging.problem IS 'One row something that did not fit while a document was read; each becomes a finding';
COMMENT ON COLUMN staging.problem.document_id IS 'Document version';
COMMENT ON COLUMN staging.problem.problem_no IS 'Position among the problems of the document, from 0';
COMMENT ON COLUMN staging.problem.table_id IS 'Table that it is about; NULL outside tables';
COMMENT ON COLUMN staging.problem.column_no IS 'Column that it is about, from 0; NULL for a row or the whole table';
COMMENT ON COLUMN staging.problem.kind IS 'What kind of problem (missing_cell, footnote_missing, unreadable_document …)';
COMMENT ON COLUMN staging.problem.message IS 'What is wrong';
COMMENT ON COLUMN staging.problem.remedy IS 'What a person can do about it';
COMMENT ON COLUMN staging.problem.trace IS 'Python traceback where the reader failed on the document; NULL otherwise';
COMMENT ON COLUMN staging.problem.char_start IS 'First character';
COMMENT ON COLUMN staging.problem.char_end IS 'Character after the last';
