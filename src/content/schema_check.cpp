#include <algorithm>
#include <boost/json.hpp>
#include <stdexcept>
#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "base/json.h"
#include "content/yaml.h"

namespace regie::content {
namespace {

/// valijson writes a place as <root>[name][0].
std::string pointer_of(const std::vector<std::string>& context) {
  std::string pointer;
  for (const auto& step : context)
    if (step.size() > 2 && step.front() == '[')
      pointer += "/" + pointer_token(step.substr(1, step.size() - 2));
  return pointer;
}

}  // namespace

std::vector<SchemaFault> schema_faults(const YamlDocument& document, std::string_view schema_text) {
  const auto schema_json = parse_json(schema_text);
  if (!schema_json) throw std::logic_error("a schema is no JSON");
  valijson::Schema schema;
  valijson::SchemaParser().populateSchema(valijson::adapters::BoostJsonAdapter(*schema_json),
                                          schema);
  valijson::ValidationResults results;
  valijson::Validator validator;
  if (validator.validate(schema, valijson::adapters::BoostJsonAdapter(document.value), &results))
    return {};
  std::vector<SchemaFault> faults;
  for (valijson::ValidationResults::Error each; results.popError(each);) {
    auto pointer = pointer_of(each.context);
    const int line = document.line_of(pointer);
    faults.push_back({line, std::move(pointer), std::move(each.description)});
  }
  // A part that does not fit makes what is around it not fit either: only the parts are of use.
  const auto all = faults;
  std::erase_if(faults, [&](const SchemaFault& around) {
    return std::ranges::any_of(all, [&](const SchemaFault& within) {
      return within.pointer.size() > around.pointer.size() &&
             within.pointer.starts_with(around.pointer + "/");
    });
  });
  std::ranges::stable_sort(faults, {}, &SchemaFault::line);
  return faults;
}

Result<void> check_schema(const YamlDocument& document, std::string_view schema_text,
                          std::string_view file) {
  const auto schema_json = TRY(parse_json(schema_text));
  valijson::Schema schema;
  valijson::SchemaParser().populateSchema(valijson::adapters::BoostJsonAdapter(schema_json),
                                          schema);
  valijson::ValidationResults results;
  valijson::Validator validator;
  if (validator.validate(schema, valijson::adapters::BoostJsonAdapter(document.value), &results))
    return {};
  valijson::ValidationResults::Error deepest;
  for (valijson::ValidationResults::Error each; results.popError(each);)
    if (each.context.size() >= deepest.context.size()) deepest = each;
  const auto pointer = pointer_of(deepest.context);
  return failure(content_error(file, document.line_of(pointer),
                               (pointer.empty() ? "" : pointer + ": ") + deepest.description));
}

}  // namespace regie::content
