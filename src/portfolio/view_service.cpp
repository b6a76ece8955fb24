#include "portfolio/view_service.h"

#include "base/text.h"
#include "portfolio/register_service.h"
#include "portfolio/store.h"

namespace regie::portfolio {
namespace {

constexpr std::size_t kLongestName = 100;
constexpr std::size_t kLongestQuery = 4'000;
constexpr std::size_t kMostColumns = 40;

std::vector<FieldError> check_view(const NewSavedView& request) {
  std::vector<FieldError> errors;
  if (trimmed(request.name).empty()) errors.push_back({"/name", ErrorCode::missing_field});
  const auto too_long = [&](const std::string& text, std::size_t limit, const char* pointer) {
    if (code_points(text) > limit)
      errors.push_back({pointer, ErrorCode::too_long, {{"limit", std::to_string(limit)}}});
  };
  too_long(request.name, kLongestName, "/name");
  too_long(request.query, kLongestQuery, "/query");
  if (request.columns.size() > kMostColumns)
    errors.push_back(
        {"/columns", ErrorCode::too_many_items, {{"limit", std::to_string(kMostColumns)}}});
  for (std::size_t index = 0; index < request.columns.size(); ++index)
    if (request.columns[index].empty() || request.columns[index].size() > 50 ||
        request.columns[index].find(',') != std::string::npos)
      errors.push_back({"/columns/" + std::to_string(index),
                        ErrorCode::not_in_catalog,
                        {{"value", request.columns[index].substr(0, 50)}}});
  return errors;
}

SavedView view_of(const NewSavedView& request, Id id) {
  return {.id = std::move(id),
          .version = 1,
          .name = trimmed(request.name),
          .query = request.query,
          .columns = request.columns,
          .shared = request.shared.value_or(false),
          .mine = true};
}

storage::Happening happening(std::string action, const SavedView& view) {
  return {.action = std::move(action),
          .subject = "view",
          .subject_id = view.id,
          .subject_label = view.name};
}

}  // namespace

SavedViewList ViewService::list(const access::Caller& caller) {
  auto transaction = database_.view(caller.scope());
  return {ViewStore(transaction).visible_to(caller.account_id)};
}

Result<SavedView> ViewService::create(const access::Caller& caller, const NewSavedView& request) {
  TRY(refuse_if(check_view(request)));
  auto transaction = database_.begin(caller.scope());
  const auto view = view_of(request, new_id(transaction.now()));
  ViewStore(transaction).insert(view, caller.account_id);
  transaction.record(happening("view.created", view));
  transaction.commit();
  return view;
}

Result<SavedView> ViewService::update(const access::Caller& caller, const Id& id,
                                      std::int64_t version, const NewSavedView& request) {
  TRY(refuse_if(check_view(request)));
  auto transaction = database_.begin(caller.scope());
  ViewStore store(transaction);
  const auto before = store.find(id, caller.account_id);
  if (!before) return failure(ErrorCode::not_found);
  if (!before->mine) return failure(ErrorCode::forbidden);
  auto view = view_of(request, id);
  if (!store.update(view, version)) return failure(ErrorCode::version_conflict);
  view.version = version + 1;
  transaction.record(happening("view.changed", view));
  transaction.commit();
  return view;
}

Result<void> ViewService::remove(const access::Caller& caller, const Id& id) {
  auto transaction = database_.begin(caller.scope());
  ViewStore store(transaction);
  const auto view = store.find(id, caller.account_id);
  if (!view) return failure(ErrorCode::not_found);
  if (!view->mine) return failure(ErrorCode::forbidden);
  store.remove(id);
  transaction.record(happening("view.removed", *view));
  transaction.commit();
  return {};
}

}  // namespace regie::portfolio
