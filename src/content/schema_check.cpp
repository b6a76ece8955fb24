#include <boost/json.hpp>
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
