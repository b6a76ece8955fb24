#include "base/error_code.h"

#include <array>

#include "base/error.h"

namespace regie {
namespace {

using enum ErrorCode;

// Exit codes follow sysexits.h: 64 usage, 65 data, 66 no input, 69 unavailable, 70 bug, 73 cannot
// create, 74 input or output, 75 try again, 77 no permission, 78 configuration.
constexpr std::array kTable = {
    ErrorEntry{malformed_json, "malformed_json", 400, 65,
               "Dit is geen geldige JSON. De fout zit bij teken {position}.",
               "This is not valid JSON. The fault is at character {position}."},
    ErrorEntry{invalid_request, "invalid_request", 422, 65,
               "Er kloppen velden niet. Er is niets opgeslagen. Verbeter de genoemde velden.",
               "Some fields are not right. Nothing was saved. Correct the fields named below."},
    ErrorEntry{unknown_field, "unknown_field", 422, 65, "Dit veld bestaat niet.",
               "This field does not exist."},
    ErrorEntry{missing_field, "missing_field", 422, 65, "Dit veld is verplicht.",
               "This field is required."},
    ErrorEntry{wrong_type, "wrong_type", 422, 65, "Hier hoort een ander soort waarde: {expected}.",
               "Another kind of value belongs here: {expected}."},
    ErrorEntry{unknown_value, "unknown_value", 422, 65, "Kies een van deze waarden: {allowed}.",
               "Choose one of these values: {allowed}."},
    ErrorEntry{too_long, "too_long", 422, 65, "Gebruik hier hoogstens {limit} tekens.",
               "Use at most {limit} characters here."},
    ErrorEntry{too_short, "too_short", 422, 65, "Gebruik hier minstens {limit} tekens.",
               "Use at least {limit} characters here."},
    ErrorEntry{out_of_range, "out_of_range", 422, 65,
               "Kies een getal van {minimum} tot en met {maximum}.",
               "Choose a number from {minimum} to {maximum}."},
    ErrorEntry{not_a_date, "not_a_date", 422, 65, "Schrijf de datum als jjjj-mm-dd.",
               "Write the date as yyyy-mm-dd."},
    ErrorEntry{not_a_link, "not_a_link", 422, 65, "Een link begint met https:// of http://.",
               "A link begins with https:// or http://."},
    ErrorEntry{not_a_mail_address, "not_a_mail_address", 422, 65, "Dit is geen e-mailadres.",
               "This is not an e-mail address."},
    ErrorEntry{too_many_items, "too_many_items", 422, 65, "Hier passen hoogstens {limit} regels.",
               "At most {limit} items fit here."},
    ErrorEntry{not_in_catalog, "not_in_catalog", 422, 65, "{value} staat niet in de lijst.",
               "{value} is not in the list."},
    ErrorEntry{duplicate, "duplicate", 422, 65, "{value} staat er al.",
               "{value} is already there."},
    ErrorEntry{unknown_reference, "unknown_reference", 422, 65,
               "Dit bestaat niet in uw organisatie. Kies opnieuw uit de lijst.",
               "This does not exist in your organisation. Choose from the list again."},
    ErrorEntry{version_required, "version_required", 428, 65,
               "Stuur de versie mee die u zag, in de kop If-Match.",
               "Send the version that you saw in the header If-Match."},
    ErrorEntry{unsupported_media_type, "unsupported_media_type", 415, 65,
               "Stuur de inhoud als application/json.", "Send the content as application/json."},

    ErrorEntry{not_signed_in, "not_signed_in", 401, 77, "Log in om verder te gaan.",
               "Sign in to go on."},
    ErrorEntry{wrong_credentials, "wrong_credentials", 401, 77,
               "Het e-mailadres of het wachtwoord klopt niet.",
               "The e-mail address or the password is not right."},
    ErrorEntry{sign_in_throttled, "sign_in_throttled", 429, 75,
               "Te veel mislukte pogingen. Wacht {seconds} seconden en probeer het opnieuw.",
               "Too many failed attempts. Wait {seconds} seconds and try again."},
    ErrorEntry{forbidden, "forbidden", 403, 77,
               "Uw rol mag dit niet. Vraag een beheerder om de juiste rol.",
               "Your role does not allow this. Ask an administrator for the right role."},
    ErrorEntry{forgery_suspected, "forgery_suspected", 403, 77,
               "Dit verzoek kwam niet van een pagina van Regie. Laad de pagina opnieuw.",
               "This request did not come from a page of Regie. Reload the page."},
    ErrorEntry{password_change_required, "password_change_required", 403, 77,
               "Kies eerst een eigen wachtwoord.", "Choose a password of your own first."},
    ErrorEntry{password_too_weak, "password_too_weak", 422, 65,
               "Kies een wachtwoord van minstens {limit} tekens dat niet uw naam of adres bevat.",
               "Choose a password of at least {limit} characters without your name or address."},
    ErrorEntry{password_unchanged, "password_unchanged", 422, 65,
               "Kies een ander wachtwoord dan het huidige.",
               "Choose a password that differs from the present one."},
    ErrorEntry{last_administrator, "last_administrator", 409, 65,
               "Dit is de laatste beheerder. Maak eerst iemand anders beheerder.",
               "This is the last administrator. Make somebody else administrator first."},
    ErrorEntry{not_a_member, "not_a_member", 403, 77, "U hoort niet bij deze organisatie.",
               "You do not belong to this organisation."},

    ErrorEntry{not_found, "not_found", 404, 66, "Dit bestaat niet, of niet meer.",
               "This does not exist, or no longer."},
    ErrorEntry{method_not_allowed, "method_not_allowed", 405, 64,
               "Dit adres kent deze handeling niet.", "This address does not know this method."},
    ErrorEntry{version_conflict, "version_conflict", 412, 75,
               "Iemand anders heeft dit intussen gewijzigd. Vergelijk beide versies en kies.",
               "Somebody else changed this meanwhile. Compare both versions and choose."},
    ErrorEntry{already_in_phase, "already_in_phase", 409, 65, "De toepassing is al in deze fase.",
               "The application is in this phase already."},
    ErrorEntry{already_ended, "already_ended", 409, 65,
               "Deze toepassing is beëindigd. Zet haar eerst terug in een fase.",
               "This application has ended. Move it back to a phase first."},
    ErrorEntry{reason_required, "reason_required", 422, 65, "Schrijf kort waarom.",
               "Write briefly why."},
    ErrorEntry{date_in_future, "date_in_future", 422, 65, "Deze datum ligt in de toekomst.",
               "This date lies in the future."},
    ErrorEntry{date_before_phase, "date_before_phase", 422, 65,
               "Deze datum ligt voor het begin van de huidige fase, {since}.",
               "This date lies before the present phase began, {since}."},
    ErrorEntry{date_order, "date_order", 422, 65, "Deze datum ligt voor de begindatum.",
               "This date lies before the first date."},
    ErrorEntry{already_exists, "already_exists", 409, 65, "{value} bestaat al.",
               "{value} exists already."},
    ErrorEntry{in_use, "in_use", 409, 65, "Dit is nog in gebruik.", "This is still in use."},
    ErrorEntry{not_an_example, "not_an_example", 409, 65, "Er is geen voorbeeld om te verwijderen.",
               "There is no example to remove."},

    ErrorEntry{
        file_kind_unsupported, "file_kind_unsupported", 422, 65,
        "Dit is een bestand van het soort {kind}. Sla het op als XLSX of CSV en kies het opnieuw.",
        "This is a file of the kind {kind}. Save it as XLSX or CSV and choose it again."},
    ErrorEntry{
        file_kind_unknown, "file_kind_unknown", 422, 65,
        "Dit bestand is geen XLSX of CSV. Sla uw rekenblad op als XLSX of CSV en kies het opnieuw.",
        "This file is neither XLSX nor CSV. Save your spreadsheet as XLSX or CSV and choose it "
        "again."},
    ErrorEntry{
        file_encrypted, "file_encrypted", 422, 65,
        "Dit bestand heeft een wachtwoord. Sla het zonder wachtwoord op en kies het opnieuw.",
        "This file has a password. Save it without one and choose it again."},
    ErrorEntry{file_broken, "file_broken", 422, 65,
               "Dit bestand is beschadigd, bij {part}. Open het in uw rekenprogramma, sla het "
               "opnieuw op en kies het opnieuw.",
               "This file is damaged, at {part}. Open it in your spreadsheet program, save it "
               "again and choose it again."},
    ErrorEntry{file_too_many_parts, "file_too_many_parts", 422, 65,
               "Dit bestand heeft meer dan {limit} onderdelen. Dat past niet bij een rekenblad.",
               "This file has more than {limit} parts. That does not fit a spreadsheet."},
    ErrorEntry{
        file_unpacks_too_large, "file_unpacks_too_large", 413, 65,
        "Dit bestand wordt uitgepakt groter dan {limit} bytes. Splits het in kleinere bestanden.",
        "This file unpacks to more than {limit} bytes. Split it into smaller files."},
    ErrorEntry{file_document_type, "file_document_type", 422, 65,
               "Dit bestand bevat een documenttype (DTD), bij {part}. Dat is onveilig en hoort "
               "niet in een rekenblad.",
               "This file contains a document type (DTD), at {part}. That is unsafe and does not "
               "belong in a spreadsheet."},
    ErrorEntry{sheet_unknown, "sheet_unknown", 422, 65,
               "Er is geen werkblad {name}. Dit bestand heeft: {known}.",
               "There is no sheet {name}. This file has: {known}."},
    ErrorEntry{table_empty, "table_empty", 422, 65,
               "Deze tabel is leeg. Zet de namen van de kolommen in de eerste rij.",
               "This table is empty. Put the names of the columns in the first row."},
    ErrorEntry{table_too_many_rows, "table_too_many_rows", 413, 65,
               "Deze tabel heeft meer dan {limit} rijen. Splits haar in kleinere bestanden.",
               "This table has more than {limit} rows. Split it into smaller files."},
    ErrorEntry{
        table_too_many_columns, "table_too_many_columns", 413, 65,
        "Rij {row} heeft meer dan {limit} kolommen. Haal kolommen weg die u niet nodig hebt.",
        "Row {row} has more than {limit} columns. Remove the columns that you do not need."},
    ErrorEntry{table_too_many_cells, "table_too_many_cells", 413, 65,
               "Deze tabel heeft meer dan {limit} cellen. Splits haar in kleinere bestanden.",
               "This table has more than {limit} cells. Split it into smaller files."},
    ErrorEntry{
        cell_too_large, "cell_too_large", 413, 65,
        "De tekst in rij {row}, kolom {column} is groter dan {limit} bytes. Maak haar korter.",
        "The text in row {row}, column {column} is larger than {limit} bytes. Shorten it."},
    ErrorEntry{cell_too_long_for_sheet, "cell_too_long_for_sheet", 422, 65,
               "De tekst op blad {sheet}, rij {row}, kolom {column} is langer dan {limit} tekens. "
               "XLSX kan dat niet; kies CSV of JSON.",
               "The text on sheet {sheet}, row {row}, column {column} is longer than {limit} "
               "characters. XLSX cannot hold that; choose CSV or JSON."},
    ErrorEntry{quote_unclosed, "quote_unclosed", 422, 65,
               "Het aanhalingsteken in rij {row}, kolom {column} wordt nergens gesloten.",
               "The quotation mark in row {row}, column {column} is never closed."},
    ErrorEntry{text_after_quote, "text_after_quote", 422, 65,
               "In rij {row}, kolom {column} staat tekst na het sluitende aanhalingsteken. Kijk of "
               "de cel klopt.",
               "In row {row}, column {column} text follows the closing quotation mark. See whether "
               "the cell is right."},
    ErrorEntry{row_too_short, "row_too_short", 422, 65,
               "Rij {row} heeft {found} cellen en de kop {expected}. De rest geldt als leeg.",
               "Row {row} has {found} cells and the header {expected}. The rest counts as empty."},
    ErrorEntry{row_too_long, "row_too_long", 422, 65,
               "Rij {row} heeft {found} cellen en de kop {expected}. De cellen na de laatste kolom "
               "horen bij geen kolom.",
               "Row {row} has {found} cells and the header {expected}. The cells beyond the last "
               "column belong to no column."},
    ErrorEntry{column_renamed, "column_renamed", 422, 65,
               "Kolom {column} heeft geen eigen naam en heet hier {name}.",
               "Column {column} has no name of its own and is called {name} here."},

    ErrorEntry{not_base64, "not_base64", 422, 65, "Stuur de inhoud van het bestand als base64.",
               "Send the content of the file as base64."},
    ErrorEntry{not_a_number, "not_a_number", 422, 65, "Schrijf hier een heel getal, zoals 1200.",
               "Write a whole number here, such as 1200."},
    ErrorEntry{not_an_amount, "not_an_amount", 422, 65,
               "Schrijf een bedrag in euro's met hoogstens twee decimalen, zoals 1250,50.",
               "Write an amount in euros with at most two decimals, such as 1250.50."},
    ErrorEntry{too_many_parts, "too_many_parts", 422, 65,
               "Een regel heeft hier hoogstens {limit} delen, met | ertussen.",
               "A line has at most {limit} parts here, with | between them."},
    ErrorEntry{ambiguous_name, "ambiguous_name", 422, 65,
               "Bij {value} passen er meer dan één. Vul de code in.",
               "More than one fits {value}. Fill in the code."},
    ErrorEntry{code_foreign, "code_foreign", 422, 65,
               "Deze code is niet van Regie. Laat de cel leeg, of koppel de kolom niet.",
               "This code is not of Regie. Leave the cell empty, or do not map the column."},
    ErrorEntry{row_repeated, "row_repeated", 422, 65, "Deze toepassing staat ook in rij {row}.",
               "This application is also in row {row}."},
    ErrorEntry{phase_since_fixed, "phase_since_fixed", 422, 65,
               "Deze fase begon op {since}. Die dag verandert alleen samen met de fase.",
               "This phase began on {since}. That day only changes together with the phase."},
    ErrorEntry{columns_unmapped, "columns_unmapped", 422, 65,
               "Geen kolom past bij het register. Wijs zelf aan welke kolom wat is.",
               "No column fits the register. Say yourself which column is what."},
    ErrorEntry{rows_rejected, "rows_rejected", 422, 65,
               "{count} rijen kloppen niet. Er is niets ingelezen.",
               "{count} rows are not right. Nothing was imported."},
    ErrorEntry{
        import_conflict, "import_conflict", 409, 75,
        "Iemand anders wijzigde net een van deze toepassingen. Er is niets ingelezen. Probeer "
        "het opnieuw.",
        "Somebody else just changed one of these applications. Nothing was imported. Try "
        "again."},

    ErrorEntry{columns_missing, "columns_missing", 422, 65,
               "Dit bestand mist kolommen: {columns}. Gebruik de lijst zoals de FDA haar geeft.",
               "This file lacks columns: {columns}. Use the list as the FDA gives it."},
    ErrorEntry{list_older, "list_older", 422, 65,
               "Deze lijst loopt tot en met {until}. Regie heeft er al een tot en met {known}.",
               "This list runs until {until}. Regie has one until {known} already."},
    ErrorEntry{list_shrunk, "list_shrunk", 422, 65,
               "Deze lijst mist {gone} van de {present} producten. Haal de hele lijst opnieuw op. "
               "Klopt het toch, gebruik dan --accept-gone.",
               "This list lacks {gone} of the {present} products. Fetch the whole list again. "
               "If it is right after all, use --accept-gone."},
    ErrorEntry{not_a_submission_number, "not_a_submission_number", 422, 65,
               "Dit is geen nummer van de FDA, zoals K252054, DEN240012 of P140011/S008.",
               "This is no number of the FDA, such as K252054, DEN240012 or P140011/S008."},
    ErrorEntry{not_a_product_code, "not_a_product_code", 422, 65,
               "Een productcode van de FDA heeft drie hoofdletters, zoals QIH.",
               "A product code of the FDA has three capitals, such as QIH."},
    ErrorEntry{not_a_decision_date, "not_a_decision_date", 422, 65,
               "Schrijf de datum als mm/dd/jjjj, zoals de FDA, of als jjjj-mm-dd.",
               "Write the date as mm/dd/yyyy, as the FDA does, or as yyyy-mm-dd."},
    ErrorEntry{entry_repeated, "entry_repeated", 422, 65, "Dit nummer staat ook in rij {row}.",
               "This number is also in row {row}."},

    ErrorEntry{prediction_column_missing, "prediction_column_missing", 422, 65,
               "De kolom {column} staat niet in {file}. Wel: {columns}.",
               "The column {column} is not in {file}. It has: {columns}."},
    ErrorEntry{prediction_column_repeated, "prediction_column_repeated", 422, 65,
               "De kolom {column} staat meer dan eens in {file}.",
               "The column {column} stands more than once in {file}."},
    ErrorEntry{prediction_cells_differ, "prediction_cells_differ", 422, 65,
               "Rij {row} van {file} heeft {found} cellen. De kop heeft er {expected}.",
               "Row {row} of {file} has {found} cells. The header has {expected}."},
    ErrorEntry{prediction_line_too_long, "prediction_line_too_long", 422, 65,
               "Rij {row} van {file} is langer dan {limit} tekens.",
               "Row {row} of {file} is longer than {limit} characters."},
    ErrorEntry{prediction_quote_unclosed, "prediction_quote_unclosed", 422, 65,
               "In rij {row} van {file} begint een aanhalingsteken dat niet goed eindigt.",
               "In row {row} of {file} a quotation mark opens that does not end well."},
    ErrorEntry{prediction_file_empty, "prediction_file_empty", 422, 65,
               "In {file} staan geen rijen met een score en een uitkomst.",
               "There are no rows with a score and an outcome in {file}."},
    ErrorEntry{prediction_file_changed, "prediction_file_changed", 422, 65,
               "{file} veranderde tijdens het lezen. Probeer het opnieuw als het bestand af is.",
               "{file} changed while it was read. Try again when the file is finished."},
    ErrorEntry{prediction_file_damaged, "prediction_file_damaged", 422, 65,
               "{file} is niet uit te pakken. Het bestand is beschadigd of niet compleet.",
               "{file} cannot be unpacked. The file is damaged or not complete."},
    ErrorEntry{prediction_encoding, "prediction_encoding", 422, 65,
               "{file} is geen tekst in UTF-8. Bewaar het als CSV in UTF-8.",
               "{file} is not text in UTF-8. Save it as CSV in UTF-8."},
    ErrorEntry{prediction_too_many_rows, "prediction_too_many_rows", 422, 65,
               "Er zijn meer dan {limit} rijen. Deel het bestand en voeg de uitkomsten samen.",
               "There are more than {limit} rows. Divide the file and merge the outcomes."},
    ErrorEntry{prediction_not_a_number, "prediction_not_a_number", 422, 65,
               "In rij {row} van {file} staat in kolom {column} geen getal.",
               "Row {row} of {file} has no number in column {column}."},
    ErrorEntry{prediction_out_of_range, "prediction_out_of_range", 422, 65,
               "In rij {row} van {file} ligt kolom {column} niet tussen 0 en 1.",
               "In row {row} of {file}, column {column} is not between 0 and 1."},
    ErrorEntry{outcome_third_value, "outcome_third_value", 422, 65,
               "In rij {row} van {file} heeft kolom {column} een derde waarde.",
               "In row {row} of {file}, column {column} has a third value."},
    ErrorEntry{outcome_event_unnamed, "outcome_event_unnamed", 422, 65,
               "Welke waarde van {column} telt? Kies met --event uit: {values}.",
               "Which value of {column} counts? Choose with --event from: {values}."},
    ErrorEntry{outcome_one_class, "outcome_one_class", 422, 65,
               "Alle rijen hebben dezelfde uitkomst in kolom {column}. Zo valt niets te meten.",
               "All rows have the same outcome in column {column}. Nothing can be measured."},
    ErrorEntry{group_too_many_values, "group_too_many_values", 422, 65,
               "Kolom {column} heeft meer dan {limit} waarden. Dat zijn geen groepen.",
               "Column {column} has more than {limit} values. Those are no groups."},
    ErrorEntry{policy_not_binary, "policy_not_binary", 422, 65,
               "In rij {row} van {file} is kolom {column} niet 0 of 1.",
               "In row {row} of {file}, column {column} is not 0 or 1."},
    ErrorEntry{moment_unreadable, "moment_unreadable", 422, 65,
               "In rij {row} van {file} is kolom {column} geen moment. Schrijf jjjj-mm-dd.",
               "In row {row} of {file}, column {column} is no moment. Write yyyy-mm-dd."},
    ErrorEntry{first_needs_time, "first_needs_time", 422, 65,
               "Voor de eerste voorspelling zijn --patient en --time nodig.",
               "The first prediction needs --patient and --time."},
    ErrorEntry{personal_data_found, "personal_data_found", 422, 65,
               "Kolom {column} van {file} lijkt {kind} te bevatten. Haal de kolom uit het bestand, of "
               "laat haar weg (drop).",
               "Column {column} of {file} seems to hold {kind}. Take it out of the file, or leave "
               "it out (drop)."},
    ErrorEntry{threshold_not_a_share, "threshold_not_a_share", 422, 64,
               "Een drempel ligt tussen 0 en 1. Schrijf een reeks als van:tot:stap.",
               "A threshold lies between 0 and 1. Write a range as from:to:step."},
    ErrorEntry{state_damaged, "state_damaged", 422, 65,
               "{file} is geen hele toestand van een validatie.",
               "{file} is no whole state of a validation."},
    ErrorEntry{state_newer, "state_newer", 422, 65,
               "{file} is gemaakt met een nieuwere versie van Regie.",
               "{file} was made by a newer version of Regie."},
    ErrorEntry{states_differ, "states_differ", 422, 65,
               "{file} past niet bij de andere: {reason} verschilt.",
               "{file} does not fit the others: {reason} differs."},
    ErrorEntry{not_in_state, "not_in_state", 422, 64,
               "Dit kan niet met een toestand: {option}. Gebruik de bestanden zelf.",
               "This cannot be done with a state: {option}. Use the files themselves."},
    ErrorEntry{answers_exclude, "answers_exclude", 422, 65,
               "Deze antwoorden gaan niet samen. Kies er één.",
               "These answers do not go together. Choose one."},
    ErrorEntry{answer_missing, "answer_missing", 422, 65,
               "Een vraag heeft nog geen antwoord. Beantwoord die eerst.",
               "One question has no answer yet. Answer it first."},
    ErrorEntry{edition_changed, "edition_changed", 409, 75,
               "De gegevens over de wet zijn intussen anders. Bekijk de wijzigingen opnieuw.",
               "The data on the law differ by now. Look at the changes again."},
    ErrorEntry{edition_older, "edition_older", 409, 65,
               "Deze gegevens ({version}) zijn niet nieuwer dan die van nu ({known}).",
               "These data ({version}) are not newer than the present ones ({known})."},

    ErrorEntry{body_too_large, "body_too_large", 413, 65,
               "De inhoud is te groot. Hoogstens {limit} bytes passen.",
               "The content is too large. At most {limit} bytes fit."},
    ErrorEntry{header_too_large, "header_too_large", 431, 65, "De kop van het verzoek is te groot.",
               "The header of the request is too large."},
    ErrorEntry{request_timeout, "request_timeout", 408, 75,
               "Het verzoek kwam niet op tijd binnen. Probeer het opnieuw.",
               "The request did not arrive in time. Try again."},
    ErrorEntry{bad_request, "bad_request", 400, 65, "Dit verzoek is geen geldig HTTP.",
               "This request is not valid HTTP."},
    ErrorEntry{service_unavailable, "service_unavailable", 503, 75,
               "Regie kan dit nu niet doen. Er is niets opgeslagen. Probeer het zo weer.",
               "Regie cannot do this now. Nothing was saved. Try again shortly."},
    ErrorEntry{
        storage_full, "storage_full", 507, 75,
        "De schijf van Regie is vol. Er is niets opgeslagen. Vraag de beheerder om ruimte te "
        "maken en probeer het dan weer.",
        "Regie's disk is full. Nothing was saved. Ask the administrator to make room, then "
        "try again."},
    ErrorEntry{
        outcome_unknown, "outcome_unknown", 503, 75,
        "De database viel weg tijdens het opslaan. Kijk eerst of het is opgeslagen, voordat u "
        "het opnieuw probeert.",
        "The database went away while saving. See whether it was saved before you try "
        "again."},
    ErrorEntry{
        internal_error, "internal_error", 500, 70,
        "Er ging iets mis in Regie. Er is niets opgeslagen. Meld het met nummer {correlation}.",
        "Something went wrong in Regie. Nothing was saved. Report it with number {correlation}."},

    ErrorEntry{data_folder_unwritable, "data_folder_unwritable", 503, 73,
               "Regie kan niet schrijven in de map {folder}. Geef de gebruiker die Regie start "
               "recht om daar te schrijven, of kies een andere map met --data.",
               "Regie cannot write in the folder {folder}. Let the user that starts Regie write "
               "there, or choose another folder with --data."},
    ErrorEntry{port_in_use, "port_in_use", 503, 69,
               "Poort {port} is al in gebruik. Kies een andere met --port.",
               "Port {port} is already in use. Choose another with --port."},
    ErrorEntry{database_unreachable, "database_unreachable", 503, 69,
               "De database {database} is niet bereikbaar: {reason}. Kijk of zij draait en of het "
               "adres klopt.",
               "The database {database} cannot be reached: {reason}. See whether it runs and "
               "whether the address is right."},
    ErrorEntry{
        database_newer, "database_newer", 503, 65,
        "Deze database is van een nieuwere Regie (stap {found}; deze kent er {known}). Werk Regie "
        "bij.",
        "This database is of a newer Regie (step {found}; this one knows {known}). Update Regie."},
    ErrorEntry{database_changed, "database_changed", 503, 65,
               "Migratie {step} in de database is anders dan die van deze Regie. Zet de juiste "
               "versie van Regie of een back-up terug.",
               "Migration {step} in the database differs from this Regie's. Put back the right "
               "version of Regie or a backup."},
    ErrorEntry{file_unusable, "file_unusable", 503, 66,
               "Het bestand {file} is niet te lezen of te schrijven. Kijk of het pad klopt.",
               "The file {file} cannot be read or written. See whether the path is right."},
    ErrorEntry{configuration_unreadable, "configuration_unreadable", 503, 78,
               "De instellingen in {file} zijn niet te lezen: {reason}.",
               "The settings in {file} cannot be read: {reason}."},
    ErrorEntry{configuration_unknown_key, "configuration_unknown_key", 503, 78,
               "{file}: de instelling {key} bestaat niet. Bekend zijn: {known}.",
               "{file}: the setting {key} does not exist. Known are: {known}."},
    ErrorEntry{configuration_invalid, "configuration_invalid", 503, 78,
               "{key} kan niet {value} zijn: {reason}.", "{key} cannot be {value}: {reason}."},
    ErrorEntry{usage_error, "usage_error", 400, 64, "{reason}", "{reason}"},
    ErrorEntry{content_invalid, "content_invalid", 503, 65, "{file}, regel {line}: {reason}",
               "{file}, line {line}: {reason}"},
    ErrorEntry{audit_chain_broken, "audit_chain_broken", 409, 65,
               "De keten van {organisation} is verbroken bij regel {sequence}: {reason}",
               "The chain of {organisation} is broken at entry {sequence}: {reason}"},
    ErrorEntry{audit_key_missing, "audit_key_missing", 503, 66,
               "De sleutel van het auditspoor ontbreekt: {file}. Zet haar terug uit de back-up.",
               "The key of the audit trail is missing: {file}. Put it back from the backup."},
    ErrorEntry{audit_trail_damaged, "audit_trail_damaged", 503, 65,
               "Het auditspoor klopt niet meer. Er is niets opgeslagen. Laat de beheerder "
               "regie audit verify uitvoeren.",
               "The audit trail is no longer intact. Nothing was saved. Have the administrator run "
               "regie audit verify."},

    ErrorEntry{backup_unusable, "backup_unusable", 503, 65,
               "{file} is geen bruikbare back-up van Regie: {reason}.",
               "{file} is no usable backup of Regie: {reason}."},
    ErrorEntry{
        backup_file_exists, "backup_file_exists", 409, 73,
        "Het bestand {file} bestaat al. Kies een andere naam; een back-up overschrijft niets.",
        "The file {file} exists already. Choose another name; a backup overwrites nothing."},
    ErrorEntry{
        restore_target_in_use, "restore_target_in_use", 409, 73,
        "Database {database} is niet leeg (tabel {table}). Zet de back-up terug in een lege.",
        "Database {database} is not empty (table {table}). Restore the backup into an empty "
        "one."},
    ErrorEntry{session_required, "session_required", 403, 77,
               "Dit kan niet met een token. Log in met uw wachtwoord.",
               "This cannot be done with a token. Sign in with your password."},
    ErrorEntry{certificate_unusable, "certificate_unusable", 503, 78,
               "Het certificaat of de sleutel in {file} is niet te gebruiken: {reason}.",
               "The certificate or key in {file} cannot be used: {reason}."},
    ErrorEntry{file_empty, "file_empty", 422, 65, "Dit bestand is leeg. Kies een ander bestand.",
               "This file is empty. Choose another file."},
    ErrorEntry{
        evidence_kind_refused, "evidence_kind_refused", 422, 65,
        "Zo'n bestand bewaart Regie niet. Kies een PDF, een foto, een document, een e-mail of "
        "platte tekst.",
        "Regie keeps no such file. Choose a PDF, a picture, a document, an e-mail or plain "
        "text."},
    ErrorEntry{
        evidence_not_what_named, "evidence_not_what_named", 422, 65,
        "Dit bestand is iets anders dan zijn naam zegt. Sla het opnieuw op, zonder macro's, en "
        "kies het opnieuw.",
        "This file is something else than its name says. Save it again, without macros, and "
        "choose it again."},

    ErrorEntry{answered_and_not_applicable, "answered_and_not_applicable", 422, 65,
               "Geef een antwoord, of zeg waarom de vraag niet van toepassing is. Niet allebei.",
               "Give an answer, or say why the question does not apply. Not both."},
    ErrorEntry{answer_changed, "answer_changed", 412, 65,
               "{name} gaf intussen een ander antwoord: {value}.",
               "{name} gave another answer meanwhile: {value}."},
    ErrorEntry{question_unanswered, "question_unanswered", 422, 65,
               "Beantwoord deze vraag: {question}", "Answer this question: {question}"},
    ErrorEntry{assessment_incomplete, "assessment_incomplete", 409, 65,
               "Nog niet alle verplichte vragen hebben een antwoord. Vul die eerst in.",
               "Not every required question has an answer yet. Answer those first."},
    ErrorEntry{assessment_closed, "assessment_closed", 409, 65,
               "Deze beoordeling is afgerond. Open haar opnieuw om iets te veranderen.",
               "This assessment is completed. Open it again to change something."},
    ErrorEntry{assessment_open, "assessment_open", 409, 65,
               "Deze beoordeling is nog niet afgerond. Rond haar eerst af.",
               "This assessment is not completed yet. Complete it first."},
    ErrorEntry{subject_kind_wrong, "subject_kind_wrong", 422, 65,
               "Dit instrument gaat over iets anders. Kies een onderwerp van deze soort: "
               "{expected}.",
               "This instrument is about something else. Choose a subject of this kind: "
               "{expected}."},
    ErrorEntry{group_not_repeating, "group_not_repeating", 422, 65,
               "Deze groep vragen kan hier niet nog een keer.",
               "This group of questions cannot be here once more."},
    ErrorEntry{discipline_not_held, "discipline_not_held", 403, 77,
               "U tekent niet voor deze discipline. Vraag de beheerder om dit vast te leggen.",
               "You do not sign for this discipline. Ask the administrator to record that you do."},
    ErrorEntry{instrument_invalid, "instrument_invalid", 422, 65,
               "Dit instrument klopt niet. Er is niets opgeslagen. Verbeter de genoemde plekken.",
               "This instrument is not right. Nothing was saved. Correct the places named below."},
    ErrorEntry{instrument_fault, "instrument_fault", 422, 65, "Regel {line}: {reason}",
               "Line {line}: {reason}"},
    ErrorEntry{instrument_shipped, "instrument_shipped", 409, 65,
               "Instrument {id} hoort bij Regie. Geef het uwe een andere naam.",
               "Instrument {id} belongs to Regie. Give yours another name."},
    ErrorEntry{instrument_version_same, "instrument_version_same", 409, 65,
               "De beoordeling heeft deze versie van het instrument al.",
               "The assessment has this version of the instrument already."},
    ErrorEntry{instruments_differ, "instruments_differ", 422, 65,
               "Vergelijk twee beoordelingen met hetzelfde instrument.",
               "Compare two assessments with the same instrument."},
    ErrorEntry{answers_unreadable, "answers_unreadable", 422, 65,
               "Dit bestand bevat geen antwoorden die Regie kan lezen: {reason}.",
               "This file holds no answers that Regie can read: {reason}."},
    ErrorEntry{too_few_persons, "too_few_persons", 422, 65,
               "Dit getal gaat over minder dan {limit} mensen. Zo'n getal wordt niet bewaard.",
               "This number is about fewer than {limit} people. Such a number is not kept."},
    ErrorEntry{gate_binding, "gate_binding", 409, 65,
               "Deze stap vraagt eerst een besluit van de AI-board. Open de poort.",
               "This step first needs a decision of the AI board. Open the gate."},
    ErrorEntry{gate_not_open, "gate_not_open", 409, 65,
               "Deze poort is nu niet aan de orde. Laad de pagina opnieuw.",
               "This gate is not due now. Load the page again."},
    ErrorEntry{requirements_missing, "requirements_missing", 409, 65,
               "Er ontbreken nog {count} vereisten. Kies voorwaarden, of leg een ontheffing vast.",
               "There are {count} requirements missing. Set conditions, or record a waiver."},
    ErrorEntry{condition_closed, "condition_closed", 409, 65, "Deze voorwaarde is al afgerond.",
               "This condition is met already."},
    ErrorEntry{date_not_in_future, "date_not_in_future", 422, 65, "Kies een dag in de toekomst.",
               "Choose a day in the future."},
    ErrorEntry{decision_altered, "decision_altered", 500, 65,
               "Van {count} besluiten klopt het bewijs niet meer.",
               "The evidence of {count} decisions is no longer intact."},
};

static_assert(
    [] {
      for (std::size_t index = 0; index < kTable.size(); ++index)
        if (static_cast<std::size_t>(kTable[index].code) != index) return false;
      return true;
    }(),
    "the table is in the order of the enumeration and complete");
static_assert(kTable.size() == static_cast<std::size_t>(decision_altered) + 1);

}  // namespace

const ErrorEntry& entry(ErrorCode code) { return kTable.at(static_cast<std::size_t>(code)); }

std::span<const ErrorEntry> error_table() { return kTable; }

std::string sentence(ErrorCode code, const std::map<std::string, std::string>& parameters,
                     Language language) {
  const auto& found = entry(code);
  std::string_view pattern = language == Language::nl ? found.nl : found.en;
  std::string text;
  while (!pattern.empty()) {
    const auto open = pattern.find('{');
    text += pattern.substr(0, open);
    if (open == std::string_view::npos) break;
    const auto close = pattern.find('}', open);
    const auto value = parameters.find(std::string(pattern.substr(open + 1, close - open - 1)));
    text += value == parameters.end() ? "?" : value->second;
    pattern.remove_prefix(close + 1);
  }
  return text;
}

}  // namespace regie
