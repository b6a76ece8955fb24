#include "sector/package.h"

#include <boost/json.hpp>

#include "base/digest.h"
#include "base/json_codec.h"

namespace regie::sector {
namespace {

namespace json = boost::json;

struct Envelope {
  json::value package;
  Signature signature;
};
BOOST_DESCRIBE_STRUCT(Envelope, (), (package, signature))

/// JSON that ends before it should.
bool is_cut_off(std::string_view text) {
  json::stream_parser parser;
  json::error_code error;
  parser.write_some(text.data(), text.size(), error);
  return !text.empty() && text.front() == '{' && !error && !parser.done();
}

std::string_view without_end(std::string_view text) {
  while (!text.empty() && std::string_view(" \r\n\t").contains(text.back())) text.remove_suffix(1);
  return text;
}

std::string document_of(const json::value& package, const Signature& signature) {
  return canonical(json::object{{"package", package}, {"signature", signature}});
}

Error unreadable(Error error) {
  error.code = ErrorCode::package_unreadable;
  return error;
}

/// A later format may have other fields, so this is looked at before them.
bool is_of_another_format(const json::value& package) {
  const auto* object = package.if_object();
  const auto* format = object != nullptr ? object->if_contains("format") : nullptr;
  return format != nullptr && format->is_int64() && format->as_int64() != kPackageFormat;
}

}  // namespace

SignedPackage signed_package(const Package& package, const SigningKey& key) {
  const auto value = codec::encode(package);
  const auto text = canonical(value);
  auto signature = key.sign(Signed::package, text);
  auto document = document_of(value, signature);
  return {package, std::move(signature), std::move(document), sha256(text)};
}

Result<SignedPackage> read_package(std::string_view document) {
  if (document.size() > kLargestPackage) return failure(ErrorCode::package_too_large);
  const auto text = without_end(document);
  auto value = parse_json(text);
  if (!value && is_cut_off(text)) return failure(ErrorCode::package_cut_off);
  if (!value) return failure(unreadable(std::move(value).error()));
  auto envelope = codec::decode<Envelope>(*value);
  if (!envelope) return failure(unreadable(std::move(envelope).error()));
  if (is_of_another_format(envelope->package)) return failure(ErrorCode::package_format_unknown);
  auto package = codec::decode<Package>(envelope->package);
  if (!package) {
    auto error = std::move(package).error();
    for (auto& field : error.fields) field.pointer.insert(0, "/package");
    return failure(unreadable(std::move(error)));
  }
  if (!is_id(package->id) || !is_id(package->round_id) || !is_id(package->response.organisation))
    return failure(ErrorCode::package_unreadable);
  // Whoever signs and whoever checks must see the same bytes.
  if (canonical(*value) != text) return failure(ErrorCode::package_unreadable);
  return SignedPackage{std::move(*package), envelope->signature, std::string(text),
                       sha256(canonical(envelope->package))};
}

bool is_signed_by(const PublicKey& key, const SignedPackage& package) {
  const auto document = parse_json(package.document);
  return document && document->is_object() && document->as_object().contains("package") &&
         is_signed_by(key, Signed::package, canonical(document->at("package")), package.signature);
}

SignedReceipt signed_receipt(const Receipt& receipt, const SigningKey& key) {
  return {receipt, key.sign(Signed::receipt, canonical(codec::encode(receipt)))};
}

bool proves(const SignedReceipt& receipt, const SignedPackage& package, const PublicKey& hub) {
  const auto& said = receipt.receipt;
  return said.format == kPackageFormat && said.package_id == package.package.id &&
         said.round_id == package.package.round_id &&
         said.organisation == package.package.response.organisation &&
         said.sha256 == package.sha256 &&
         is_signed_by(hub, Signed::receipt, canonical(codec::encode(said)), receipt.signature);
}

Result<void> check_package(const Package& package, const Expected& expected, Timestamp now) {
  if (package.round_id != expected.round_id || package.response.year != expected.year)
    return failure(ErrorCode::package_wrong_round);
  if (!expected.open) return failure(ErrorCode::package_late);
  if (package.instrument_id != expected.instrument_id ||
      package.instrument_version != expected.instrument_version)
    return failure(ErrorCode::package_instrument_differs);
  if (package.created_at.microseconds > now.microseconds + kClockTolerance)
    return failure(ErrorCode::package_clock_ahead);
  if (package.response.traits != expected.traits) return failure(ErrorCode::package_traits_differ);
  if (package.replaces != expected.current) return failure(ErrorCode::package_out_of_order);
  return {};
}

}  // namespace regie::sector
