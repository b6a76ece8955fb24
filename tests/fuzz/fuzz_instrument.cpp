#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <string_view>

#include "assessment/instrument_library.h"
#include "assessment/questionnaire_reader.h"
#include "assessment/questionnaire_writer.h"
#include "assessment/response.h"
#include "base/embedded.h"
#include "governance/facts.h"
#include "portfolio/facts.h"

namespace regie {
std::span<const EmbeddedFile> content_files();
}

namespace {

using namespace regie::assessment;

void must(bool holds) {
  if (!holds) std::abort();
}

const InstrumentLibrary& library() {
  static const auto kLibrary = [] {
    const auto content = *regie::content::Library::load(regie::content_files());
    KnownNames known;
    for (const auto& fact : regie::governance::fact_descriptions()) known.facts.insert(fact.id);
    for (const auto& fact : regie::portfolio::fact_descriptions(content))
      known.facts.insert(fact.id);
    for (const auto& field : content.fields()) known.fields.insert(field.pointer);
    return *InstrumentLibrary::load(regie::content_files(), std::move(known));
  }();
  return kLibrary;
}

/// Every shipped instrument, to be answered.
const std::deque<Form>& forms() {
  static const auto kForms = [] {
    std::deque<Form> forms;
    for (const auto& each : library().instruments()) forms.emplace_back(each);
    return forms;
  }();
  return kForms;
}

/// Whether what was read can be evaluated, handed on, and read again as the same.
void check_answers(const Form& form, const TakenOver& taken) {
  const auto given = given_of(taken.answers);
  const auto evaluation = form.evaluate(given, taken.instances);
  must(evaluation.answered <= static_cast<std::int64_t>(given.size()));
  const auto again = read_response(write_response(form, {}, taken.answers, taken.instances), form);
  must(again.has_value() && again->answers.size() <= taken.answers.size());
}

}  // namespace

/// A file as an instrument, or as answers to the one that the first byte chooses: what is taken in
/// can be filled in, kept and handed on.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto& form = forms()[data[0] % forms().size()];
  if (const auto taken = read_response(bytes, form)) {
    check_answers(form, *taken);
    return 0;
  }
  auto file = looks_like_fhir(bytes) ? read_questionnaire(bytes, library().known(), {}).file
                                     : library().read(bytes);
  must(file.instrument.has_value() == file.faults.empty());
  if (!file.instrument) return 0;
  const auto document = to_document(*file.instrument);
  must(to_document(from_document(document)) == document);
  for (const auto release : {FhirRelease::r4, FhirRelease::r5})
    must(!write_questionnaire(*file.instrument, release).empty());
  const Form filled(*std::move(file.instrument));
  must(filled.evaluate({}, {}).answered == 0);
  return 0;
}
