#pragma once

#include <span>
#include <string_view>

#include "base/text.h"

namespace regie {

/// Every expected failure has one code; error_code.cpp holds the table behind it.
enum class ErrorCode {
  // the request itself
  malformed_json,
  invalid_request,
  unknown_field,
  missing_field,
  wrong_type,
  unknown_value,
  too_long,
  too_short,
  out_of_range,
  not_a_date,
  not_a_link,
  not_a_mail_address,
  too_many_items,
  not_in_catalog,
  duplicate,
  unknown_reference,
  version_required,
  unsupported_media_type,
  // access
  not_signed_in,
  wrong_credentials,
  sign_in_throttled,
  forbidden,
  forgery_suspected,
  password_change_required,
  password_too_weak,
  password_unchanged,
  last_administrator,
  not_a_member,
  // state
  not_found,
  method_not_allowed,
  version_conflict,
  already_in_phase,
  already_ended,
  reason_required,
  date_in_future,
  date_before_phase,
  date_order,
  already_exists,
  in_use,
  not_an_example,
  // a table that comes in or goes out
  file_kind_unsupported,
  file_kind_unknown,
  file_encrypted,
  file_broken,
  file_too_many_parts,
  file_unpacks_too_large,
  file_document_type,
  sheet_unknown,
  table_empty,
  table_too_many_rows,
  table_too_many_columns,
  table_too_many_cells,
  cell_too_large,
  cell_too_long_for_sheet,
  quote_unclosed,
  text_after_quote,
  row_too_short,
  row_too_long,
  column_renamed,
  // an import of applications
  not_base64,
  not_a_number,
  not_an_amount,
  too_many_parts,
  ambiguous_name,
  code_foreign,
  row_repeated,
  phase_since_fixed,
  columns_unmapped,
  rows_rejected,
  import_conflict,
  // a newer list of the market
  columns_missing,
  list_older,
  list_shrunk,
  not_a_submission_number,
  not_a_product_code,
  not_a_decision_date,
  entry_repeated,
  // a validation of predictions
  prediction_column_missing,
  prediction_column_repeated,
  prediction_cells_differ,
  prediction_line_too_long,
  prediction_quote_unclosed,
  prediction_file_empty,
  prediction_file_changed,
  prediction_file_damaged,
  prediction_encoding,
  prediction_too_many_rows,
  prediction_not_a_number,
  prediction_out_of_range,
  outcome_third_value,
  outcome_event_unnamed,
  outcome_one_class,
  group_too_many_values,
  policy_not_binary,
  moment_unreadable,
  first_needs_time,
  personal_data_found,
  threshold_not_a_share,
  state_damaged,
  state_newer,
  states_differ,
  not_in_state,
  // answers to the questions of a law, and its newer editions
  answers_exclude,
  answer_missing,
  edition_changed,
  edition_older,
  // limits of the server
  body_too_large,
  header_too_large,
  request_timeout,
  bad_request,
  service_unavailable,
  storage_full,
  outcome_unknown,
  internal_error,
  // starting and running the program
  data_folder_unwritable,
  port_in_use,
  database_unreachable,
  database_newer,
  database_changed,
  file_unusable,
  configuration_unreadable,
  configuration_unknown_key,
  configuration_invalid,
  usage_error,
  content_invalid,
  audit_chain_broken,
  audit_key_missing,
  audit_trail_damaged,
  // backup, tokens, certificates
  backup_unusable,
  backup_file_exists,
  restore_target_in_use,
  session_required,
  certificate_unusable,
  file_empty,
  evidence_kind_refused,
  evidence_not_what_named,
  // assessments and their instruments
  answered_and_not_applicable,
  answer_changed,
  question_unanswered,
  assessment_incomplete,
  assessment_closed,
  assessment_open,
  subject_kind_wrong,
  group_not_repeating,
  discipline_not_held,
  instrument_invalid,
  instrument_fault,
  instrument_shipped,
  instrument_version_same,
  instruments_differ,
  answers_unreadable,
  // what a validation may keep
  too_few_persons,
  // gates and decisions
  gate_binding,
  gate_not_open,
  requirements_missing,
  condition_closed,
  date_not_in_future,
  decision_altered,
};

/// What one code means to each kind of reader.
struct ErrorEntry {
  ErrorCode code;
  std::string_view id;  ///< stable text id, part of the interface
  int http_status;
  int exit_code;  ///< sysexits.h values, so that scripts can tell kinds of failure apart
  std::string_view nl;
  std::string_view en;
};

const ErrorEntry& entry(ErrorCode code);
std::span<const ErrorEntry> error_table();

}  // namespace regie
