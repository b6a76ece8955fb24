#include "evidence/service.h"

#include <algorithm>

#include "base/digest.h"
#include "base/text.h"
#include "evidence/file_kind.h"
#include "evidence/link.h"
#include "evidence/store.h"

namespace regie::evidence {
namespace {

constexpr std::size_t kLongestName = 200;

/// What stands after the last separator: a browser may send a whole path.
std::string base_name(std::string_view name) {
  const auto slash = name.find_last_of("/\\");
  return trimmed(slash == name.npos ? name : name.substr(slash + 1));
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

std::vector<FieldError> faults(const std::string& name, const std::string& content) {
  std::vector<FieldError> errors;
  if (name.empty() || std::ranges::any_of(name, is_control))
    errors.push_back({"/name", ErrorCode::missing_field});
  else if (name.size() > kLongestName)
    errors.push_back({"/name", ErrorCode::too_long, {{"limit", std::to_string(kLongestName)}}});
  if (content.empty()) errors.push_back({"", ErrorCode::file_empty});
  if (!errors.empty()) return errors;
  switch (check_kind(name, content)) {
    case FileCheck::right:
      break;
    case FileCheck::unknown_kind:
      errors.push_back({"/name", ErrorCode::evidence_kind_refused});
      break;
    case FileCheck::not_what_it_is_named:
      errors.push_back({"", ErrorCode::evidence_not_what_named});
      break;
  }
  return errors;
}

}  // namespace

Result<EvidenceFile> Service::add(const access::Caller& caller, const std::string& name,
                                  std::string content) {
  EvidenceFile file{.name = base_name(name), .size = static_cast<std::int64_t>(content.size())};
  if (auto errors = faults(file.name, content); !errors.empty())
    return failure({.code = ErrorCode::invalid_request, .fields = std::move(errors)});
  file.sha256 = sha256(content);
  auto transaction = database_.begin(caller.scope());
  file.id = new_id(transaction.now());
  file.added_at = transaction.now();
  file.added_by = caller.name;
  file.link = link_to(file.id);
  Store(transaction).insert(file, std::move(content));
  transaction.record({.action = "evidence.added",
                      .subject = "evidence",
                      .subject_id = file.id,
                      .subject_label = file.name,
                      .details = "{\"size\":" + std::to_string(file.size) + ",\"sha256\":\"" +
                                 file.sha256 + "\"}"});
  transaction.commit();
  return file;
}

Result<OpenedFile> Service::open(const access::Caller& caller, const Id& id) {
  auto transaction = database_.view(caller.scope());
  Store store(transaction);
  auto file = store.find(id);
  if (!file) return failure(ErrorCode::not_found);
  auto content = store.content(file->sha256);
  return OpenedFile{.file = std::move(*file), .content = std::move(content)};
}

}  // namespace regie::evidence
