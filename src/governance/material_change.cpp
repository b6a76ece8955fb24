#include "governance/material_change.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

namespace regie::governance {
namespace {

namespace json = boost::json;

std::optional<std::string> text_at(const json::value& record, std::string_view pointer) {
  boost::system::error_code error;
  const auto* found = record.find_pointer(pointer, error);
  if (!is_filled(found) || !found->is_string()) return std::nullopt;
  return std::string(found->as_string());
}

/// All of them, since people keep the list in either order.
std::optional<std::string> versions_of(const json::value& record) {
  boost::system::error_code error;
  const auto* versions = record.find_pointer("/data/versions", error);
  if (!is_filled(versions) || !versions->is_array()) return std::nullopt;
  std::vector<std::string> names;
  for (const auto& each : versions->as_array())
    names.push_back(text_at(each, "/version").value_or(""));
  std::ranges::sort(names);
  return joined(names, ", ");
}

}  // namespace

Basis basis_of(const json::value& record, const LabelSet& labels) {
  return {.purpose = text_at(record, "/identity/intended_purpose"),
          .version = versions_of(record),
          .supplier = text_at(record, "/supply/supplier"),
          .product = text_at(record, "/supply/product"),
          .medical_device = text_at(record, "/law/medical_device"),
          .mdr_class = text_at(record, "/law/mdr_class"),
          .risk_class = text_at(record, "/law/risk_class"),
          .labels = {labels.begin(), labels.end()}};
}

std::vector<MaterialChange> changes_between(const Basis& before, const Basis& after) {
  std::vector<MaterialChange> changes;
  const auto compare = [&](MaterialField field, const auto& old, const auto& present) {
    if (old != present) changes.push_back({field, old, present});
  };
  compare(MaterialField::purpose, before.purpose, after.purpose);
  compare(MaterialField::version, before.version, after.version);
  compare(MaterialField::supplier, before.supplier, after.supplier);
  compare(MaterialField::product, before.product, after.product);
  compare(MaterialField::medical_device, before.medical_device, after.medical_device);
  compare(MaterialField::mdr_class, before.mdr_class, after.mdr_class);
  compare(MaterialField::risk_class, before.risk_class, after.risk_class);
  const auto has = [](const std::vector<std::string>& labels, const std::string& label) {
    return std::ranges::find(labels, label) != labels.end();
  };
  for (const auto& label : before.labels)
    if (!has(after.labels, label)) changes.push_back({MaterialField::label, label, std::nullopt});
  for (const auto& label : after.labels)
    if (!has(before.labels, label)) changes.push_back({MaterialField::label, std::nullopt, label});
  return changes;
}

std::vector<MaterialChange> changes_since_go(portfolio::Phase phase, const Basis& before,
                                             const Basis& after) {
  auto changes = changes_between(before, after);
  if (phase < portfolio::Phase::development)
    std::erase_if(changes, [](const MaterialChange& each) {
      return !each.before || each.field == MaterialField::label;
    });
  return changes;
}

bool is_material(std::string_view pointer) {
  static constexpr std::array kPointers{std::string_view("/identity/intended_purpose"),
                                        std::string_view("/data/versions"),
                                        std::string_view("/data/personal_data"),
                                        std::string_view("/supply/supplier"),
                                        std::string_view("/supply/product"),
                                        std::string_view("/kind/technology"),
                                        std::string_view("/kind/origin"),
                                        std::string_view("/kind/domain"),
                                        std::string_view("/law/medical_device"),
                                        std::string_view("/law/mdr_class"),
                                        std::string_view("/law/risk_class"),
                                        std::string_view("/law/ai_act_route")};
  return std::ranges::find(kPointers, pointer) != kPointers.end();
}

}  // namespace regie::governance
