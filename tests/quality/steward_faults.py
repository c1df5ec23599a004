"""For every expectation, SQL that puts into the steward's rows the fault that it is there to find."""

FAULTS = {
    "commitment_links_sure": "UPDATE core.dim_commitment SET confidence = 0.5",
    "commitment_depth_plausible": "UPDATE core.dim_commitment SET level = 9",
    "commitment_counted_plausible": "UPDATE core.dim_commitment SET counted_sek = 5e13",
    "commitment_documents_plausible": "UPDATE core.dim_commitment SET document_count = 300",
    "raw_document_id_form": "UPDATE raw.document SET document_id = 'D1' WHERE document_id LIKE '0%'",
    "raw_document_sha256_form": "UPDATE raw.document SET sha256 = upper(sha256)",
    "raw_document_version_once": "INSERT INTO raw.document SELECT * REPLACE (repeat('e', 16) AS document_id)"
    " FROM raw.document LIMIT 1",
    "raw_document_bytes_once": "UPDATE raw.document SET sha256 = repeat('ab', 32)",
    "raw_document_path_within_source": "UPDATE raw.document SET path = '../../etc/passwd'",
    "raw_document_has_text": "UPDATE raw.document SET text = E' \\n\\t'",
    "raw_document_decoded": "UPDATE raw.document SET text = 'Malm' || chr(65533) || ' 9 000 000'",
    "table_cell_span_ordered": "UPDATE staging.table_cell SET char_end = char_start - 1, cell_text = ''"
    " WHERE row_no = 7",
    "table_cell_text_is_source": "UPDATE staging.table_cell SET char_start = char_start + 1",
    "table_cell_amount_present": "UPDATE staging.table_cell SET amount = NULL WHERE row_no = 7",
    "table_cell_amount_only_in_amounts": "UPDATE staging.table_cell SET amount = 3 WHERE cell_kind = 'malformed'",
    "table_cell_malformed_explained": "UPDATE staging.table_cell SET problem = NULL",
    "table_cell_malformed_share": "UPDATE staging.table_cell SET cell_kind = 'malformed', amount = NULL, problem = 'p'"
    " WHERE row_no > 90",
    "table_cell_amount_plausible": "UPDATE staging.table_cell SET amount = 5e15 WHERE row_no = 7",
    "table_cell_row_named": "UPDATE staging.table_cell SET row_label = ' ' WHERE row_no = 7",
    "mention_place_once": "INSERT INTO staging.mention SELECT * REPLACE ('m9' AS mention_id) FROM staging.mention"
    " WHERE mention_id = 'm0'",
    "mention_span_ordered": "UPDATE staging.mention SET char_end = char_start, quote = '' WHERE mention_id = 'm0'",
    "mention_quote_is_source": "UPDATE staging.mention SET quote = '25 mkr' WHERE mention_id = 'm0'",
    "mention_in_block": "UPDATE staging.mention SET block_no = 1 WHERE mention_id = 'm0'",
    "mention_currency_code": "UPDATE staging.mention SET currency = 'kr'",
    "mention_amount_plausible": "UPDATE staging.mention SET amount_low = -1 WHERE mention_id = 'm0'",
    "mention_range_ordered": "UPDATE staging.mention SET amount_high = 1 WHERE mention_id = 'm1'",
    "mention_range_has_high": "UPDATE staging.mention SET amount_high = NULL",
    "mention_high_only_in_range": "UPDATE staging.mention SET amount_high = 5e8 WHERE mention_id = 'm0'",
    "mention_start_year_plausible": "UPDATE staging.mention SET start_year = 425",
    "mention_end_year_plausible": "UPDATE staging.mention SET end_year = 9000",
    "mention_years_ordered": "UPDATE staging.mention SET start_year = 2021",
    "mention_open_ended_has_no_end": "UPDATE staging.mention SET open_ended = true",
    "mention_has_purpose": "UPDATE staging.mention SET purpose = NULL",
    "dim_document_one_current": "INSERT INTO core.dim_document SELECT * REPLACE ('d9' AS document_id)"
    " FROM core.dim_document",
    "dim_document_has_current": "UPDATE core.dim_document SET is_current = false WHERE title = 'Fler bidrag'",
    "dim_document_current_not_ended": "UPDATE core.dim_document SET valid_to = '2020-01-01'",
    "dim_document_validity_ordered": "INSERT INTO core.dim_document SELECT * REPLACE ('d9' AS document_id,"
    " false AS is_current, TIMESTAMPTZ '2018-06-02 06:29:59+02' AS valid_to) FROM core.dim_document",
    "dim_document_precision_known": "UPDATE core.dim_document SET published_precision = NULL",
    "dim_document_published_known": "UPDATE core.dim_document SET published_on = NULL WHERE title = 'Fler bidrag'",
    "dim_document_published_plausible": "UPDATE core.dim_document SET published_on = '1918-06-01'",
    "dim_document_not_in_future": "UPDATE core.dim_document SET published_on = '2999-06-01', updated_on = NULL",
    "dim_document_updated_after_published": "UPDATE core.dim_document SET updated_on = '2019-03-06'"
    " WHERE title = 'Fler bidrag'",
    "dim_document_first_seen_first": "UPDATE core.dim_document SET first_seen_at = now() WHERE title = 'Fler bidrag'",
    "dim_document_titled": "UPDATE core.dim_document SET title = '  '",
    "dim_document_url_form": "UPDATE core.dim_document SET url = 'regeringen.se'",
    "dim_document_publisher_known": "UPDATE core.dim_document SET publisher = NULL",
    "dim_document_covers_raw": "DELETE FROM core.dim_document WHERE title = 'Fler bidrag'",
    "dim_geography_290_municipalities": "DELETE FROM core.dim_geography WHERE name_sv = 'Botkyrka'",
    "dim_geography_21_counties": "DELETE FROM core.dim_geography WHERE geography_id = 'county:12'",
    "dim_geography_regions": "DELETE FROM core.dim_geography WHERE geography_id IN ('region:12', 'region:13')",
    "dim_geography_one_nation": "INSERT INTO core.dim_geography VALUES"
    " ('nation:NO', 'NO', 'Norge', 'nation', NULL, NULL, NULL, [])",
    "dim_geography_one_unknown": "DELETE FROM core.dim_geography WHERE kind = 'unknown'",
    "dim_geography_municipality_code_form": "UPDATE core.dim_geography SET geography_code = '01270',"
    " geography_id = 'municipality:01270' WHERE name_sv = 'Botkyrka'",
    "dim_geography_county_code_form": "UPDATE core.dim_geography SET geography_code = '1', geography_id = 'county:1'"
    " WHERE geography_id = 'county:01'",
    "dim_geography_code_known": "UPDATE core.dim_geography SET geography_code = NULL, geography_id = NULL"
    " WHERE kind = 'nation'",
    "dim_geography_county_in_force": "UPDATE core.dim_geography SET county_code = '11'"
    " WHERE geography_id = 'county:12'",
    "dim_geography_county_opens_code": "UPDATE core.dim_geography SET county_code = '14' WHERE name_sv = 'Malmö'",
    "dim_geography_county_named": "UPDATE core.dim_geography SET county_name_sv = NULL WHERE name_sv = 'Malmö'",
    "dim_geography_code_once": "UPDATE core.dim_geography SET geography_code = '0127',"
    " geography_id = 'municipality:0127' WHERE geography_id = 'municipality:0130'",
    "dim_geography_name_once": "UPDATE core.dim_geography SET name_sv = 'Malmö' WHERE name_sv = 'Botkyrka'",
    "dim_geography_id_form": "UPDATE core.dim_geography SET geography_id = '0127' WHERE name_sv = 'Botkyrka'",
    "dim_period_has_unknown": "DELETE FROM core.dim_period WHERE period_id = 'unknown'",
    "dim_period_once": "INSERT INTO core.dim_period VALUES ('år 2018', 2018, 2018, false, false, 'år 2018')",
    "dim_period_start_plausible": "UPDATE core.dim_period SET start_year = 1989 WHERE period_id = '2018'",
    "dim_period_end_plausible": "INSERT INTO core.dim_period VALUES"
    " ('2050-2061', 2050, 2061, false, false, '2050–2061')",
    "dim_period_length_plausible": "UPDATE core.dim_period SET end_year = 2050 WHERE period_id = '2018-2020'",
    "dim_period_open_ended_has_no_end": "UPDATE core.dim_period SET end_year = 2024 WHERE open_ended",
    "dim_period_labelled": "UPDATE core.dim_period SET label = '' WHERE period_id = '2018'",
    "dim_minister_name_once": "INSERT INTO core.dim_minister VALUES ('ibrahim', 'Ibrahim Baylan')",
    "dim_minister_name_form": "UPDATE core.dim_minister SET name = 'samordnings- och energiminister'",
    "dim_minister_name_length": "UPDATE core.dim_minister SET name = "
    " 'Ministern som svarar för samordning av de insatser som ska minska segregationen'",
    "dim_classification_once": "INSERT INTO core.dim_classification SELECT * REPLACE ('c9' AS classification_id)"
    " FROM core.dim_classification WHERE scheme = 'type'",
    "dim_classification_code_form": "UPDATE core.dim_classification SET code = 'Tal och debatter'"
    " WHERE scheme = 'type'",
    "dim_classification_named": "UPDATE core.dim_classification SET name_sv = NULL WHERE scheme = 'type'",
    "dim_classification_ministry_form": "UPDATE core.dim_classification SET name_sv = 'Ulf Kristersson'"
    " WHERE scheme = 'ministry'",
    "fact_allocation_has_rows": "DELETE FROM core.fact_allocation",
    "fact_allocation_text_is_source": "UPDATE core.fact_allocation SET char_end = char_end - 1 WHERE figure_id = 'f0'",
    "fact_allocation_place_once": "INSERT INTO core.fact_allocation SELECT * REPLACE ('h' AS figure_id,"
    " 'h' AS figure_key, 'Arvika' AS recipient_text) FROM core.fact_allocation WHERE figure_id = 'f0'",
    "fact_allocation_key_once": "UPDATE core.fact_allocation SET figure_key = 'key-f0' WHERE figure_id = 'f1'",
    "fact_allocation_recipient_once": "UPDATE core.fact_allocation SET recipient_text = 'Malmö' WHERE figure_id = 'f0'",
    "fact_allocation_amount_not_negative": "UPDATE core.fact_allocation SET amount = -1, amount_sek = -1"
    " WHERE figure_id = 'f0'",
    "fact_allocation_amount_plausible": "UPDATE core.fact_allocation SET amount = 1e12, amount_sek = 1e12"
    " WHERE figure_id = 'f0'",
    "fact_allocation_currency_code": "UPDATE core.fact_allocation SET currency = 'kr', amount_sek = NULL",
    "fact_allocation_sek_is_amount": "UPDATE core.fact_allocation SET amount_sek = 9 WHERE figure_id = 'f0'",
    "fact_allocation_sek_only_for_kronor": "UPDATE core.fact_allocation SET currency = 'EUR' WHERE figure_id = 'f0'",
    "fact_allocation_status_known": "UPDATE core.fact_allocation SET status = NULL WHERE figure_id LIKE 'g%'",
    "fact_allocation_recipient_known": "UPDATE core.fact_allocation SET geography_id = 'unknown' WHERE row_no > 90",
    "fact_allocation_period_known": "UPDATE core.fact_allocation SET period_id = 'unknown' WHERE row_no > 80",
    "fact_allocation_quarantined_share": "UPDATE core.fact_allocation SET quality = 'quarantined' WHERE row_no > 90",
    "fact_allocation_repaired_share": "UPDATE core.fact_allocation SET quality = 'repaired' WHERE row_no > 90",
    "fact_allocation_covers_cells": "DELETE FROM core.fact_allocation WHERE figure_id = 'f1'",
    "fact_total_text_is_source": "UPDATE core.fact_total SET amount_text = '25 mkr'",
    "fact_total_span_ordered": "UPDATE core.fact_total SET char_end = char_start, amount_text = ''",
    "fact_total_once": "INSERT INTO core.fact_total SELECT * REPLACE ('o9' AS total_id) FROM core.fact_total",
    "fact_total_amount_positive": "UPDATE core.fact_total SET amount = 0, amount_sek = 0",
    "fact_total_amount_plausible": "UPDATE core.fact_total SET amount = 2e13, amount_sek = 2e13",
    "fact_total_currency_code": "UPDATE core.fact_total SET currency = 'kr', amount_sek = NULL",
    "fact_total_sek_is_amount": "UPDATE core.fact_total SET amount_sek = NULL",
    "fact_total_sek_only_for_kronor": "UPDATE core.fact_total SET currency = 'EUR'",
    "fact_total_period_known": "UPDATE core.fact_total SET period_id = 'unknown'",
    "fact_total_column_known": "UPDATE core.fact_total SET column_no = NULL",
    "fact_funding_text_is_source": "UPDATE core.fact_funding SET char_start = char_start + 1",
    "fact_funding_place_once": "INSERT INTO core.fact_funding SELECT * REPLACE ('p9' AS figure_id,"
    " 'key-p9' AS figure_key) FROM core.fact_funding LIMIT 1",
    "fact_funding_key_once": "UPDATE core.fact_funding SET figure_key = 'key-p0'",
    "fact_funding_amount_printed": "UPDATE core.fact_funding SET amount_text = NULL WHERE figure_id = 'p0'",
    "fact_funding_currency_known": "UPDATE core.fact_funding SET currency = NULL, amount_low_sek = NULL"
    " WHERE figure_id = 'p0'",
    "fact_funding_amount_or_measure": "UPDATE core.fact_funding SET measure_id = NULL WHERE figure_id = 'p2'",
    "fact_funding_amount_plausible": "UPDATE core.fact_funding SET amount_low = 7.1e13, amount_low_sek = 7.1e13"
    " WHERE figure_id = 'p1'",
    "fact_funding_currency_code": "UPDATE core.fact_funding SET currency = 'kr', amount_low_sek = NULL"
    " WHERE figure_id = 'p0'",
    "fact_funding_sek_is_amount": "UPDATE core.fact_funding SET amount_low_sek = NULL WHERE figure_id = 'p0'",
    "fact_funding_sek_only_for_kronor": "UPDATE core.fact_funding SET currency = 'EUR' WHERE figure_id = 'p0'",
    "fact_funding_status_known": "UPDATE core.fact_funding SET status = NULL",
    "fact_funding_period_known": "UPDATE core.fact_funding SET period_id = 'unknown'",
    "fact_funding_quarantined_share": "UPDATE core.fact_funding SET quality = 'quarantined' WHERE figure_id = 'p1'",
    "fact_funding_covers_mentions": "DELETE FROM core.fact_funding WHERE figure_id = 'p0'",
    "fact_funding_covers_measures": "DELETE FROM core.fact_funding WHERE figure_id = 'p2'",
    "number_token_document_known": "INSERT INTO quality.number_token VALUES ('gone', 0, '425', 'figure', 0, 3)",
    "number_token_span_ordered": "UPDATE quality.number_token SET char_end = char_start WHERE token_text = '25,25'",
    "number_token_within_text": "UPDATE quality.number_token SET char_end = 9000 WHERE token_text = '9 000 000'",
    "number_token_overlap": "UPDATE quality.number_token SET char_end = char_end + 10 WHERE token_no = 7",
    "number_token_digits_covered": "DELETE FROM quality.number_token WHERE token_text <> '5 000 000'",
    "number_token_unaccounted_share": "UPDATE quality.number_token SET role = 'unaccounted' WHERE token_no = 7",
    "number_token_unaccounted_in_document": """
        INSERT INTO raw.document SELECT * REPLACE ('0000000000000000' AS document_id, repeat('7 ', 1000) AS text)
            FROM raw.document LIMIT 1;
        INSERT INTO quality.number_token
            SELECT '0000000000000000', i, '7', 'count', i * 2, i * 2 + 1 FROM range(1000) AS row(i);
        UPDATE quality.number_token SET role = 'unaccounted' WHERE token_text = '25,25'""",
    "fact_allocation_repair_known": "INSERT INTO quality.repair SELECT * REPLACE ('gone' AS figure_id)"
    " FROM quality.repair",
    "fact_allocation_repair_text_unchanged": "UPDATE quality.repair SET amount_text = '16 000 000'",
    "fact_allocation_repair_applied": "UPDATE quality.repair SET amount = 1600000",
    "fact_allocation_repair_flagged": "UPDATE core.fact_allocation SET quality = 'ok'",
    "repair_rule_named": "UPDATE quality.repair SET rule = NULL",
    "repair_rule_known": "UPDATE quality.repair SET rule = 'guessed'",
    "repair_confidence_given": "UPDATE quality.repair SET confidence = NULL",
    "repair_confidence_high": "UPDATE quality.repair SET confidence = 0.49",
    "repair_amount_positive": "UPDATE quality.repair SET amount = 0",
    "fact_allocation_repair_recorded": "UPDATE core.fact_allocation SET quality = 'repaired' WHERE figure_id = 'g7'",
    "reconciliation_reconciled": "UPDATE quality.reconciliation SET is_reconciled = false",
    "reconciliation_residual_right": "UPDATE quality.reconciliation SET residual_amount = 0",
    "reconciliation_sum_right": "UPDATE core.fact_allocation SET amount = 8000000 WHERE figure_id = 'f0'",
    "reconciliation_tolerance_ordered": "UPDATE quality.reconciliation SET tolerance_low_share = 0.06",
    "reconciliation_counts_right": "UPDATE quality.reconciliation SET quarantined_count = 2",
    "reconciliation_has_figures": "UPDATE quality.reconciliation SET figure_count = 0, repaired_count = 0",
    "reconciliation_covers_totals": "DELETE FROM quality.reconciliation",
    "finding_no_error": "UPDATE quality.finding SET severity = 'error' WHERE finding_id = 'n1'",
    "finding_has_message": "UPDATE quality.finding SET message = ' '",
    "finding_has_remedy": "UPDATE quality.finding SET remedy = ''",
    "finding_span_ordered": "UPDATE quality.finding SET char_end = char_start - 1",
    "finding_document_known": "UPDATE quality.finding SET document_id = 'gone'",
    "finding_figure_known": "UPDATE quality.finding SET figure_id = 'gone'",
    "finding_covers_doubtful_figures": "DELETE FROM quality.finding WHERE figure_id = 'f1'",
    "finding_covers_refused_files": "DELETE FROM quality.finding WHERE path = 'photo.txt'",
}

COMPANIONS = {
    "raw_document_version_once": {"raw_document_bytes_once"},
}
"""Expectations that the fault of another breaks as well, whatever the rows: it implies theirs."""
