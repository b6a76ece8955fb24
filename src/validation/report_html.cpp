#include "validation/report_html.h"

#include <sodium.h>

#include <array>

#include "base/json_codec.h"
#include "validation/report_parts.h"

namespace regie::validation {
namespace {

/// The names are those of the web interface, so that the pictures take the same colours.
constexpr std::string_view kStyle = R"css(
:root { color-scheme: light; --rg-ink: #14212b; --rg-soft: #51626f; --rg-line: #dfe6ea;
  --rg-control: #74838e; --rg-brand: #0b5563; --rg-amber: #944b00;
  --rg-font: "Inter", "Segoe UI", system-ui, sans-serif; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1rem; color: var(--rg-ink); background: #fff;
  font: 1rem/1.5 var(--rg-font); font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
h1, h2, h3, h4 { line-height: 1.25; margin: 1.6em 0 0.5em; }
h1 { font-size: 1.8rem; margin-top: 0.5em; }
h2 { font-size: 1.4rem; border-top: 2px solid var(--rg-brand); padding-top: 0.7em; }
h3 { font-size: 1.15rem; } h4 { font-size: 1rem; }
a { color: var(--rg-brand); }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; }
.conclusion { border-left: 0.4rem solid var(--rg-control); padding: 0.6rem 1rem; font-size: 1.15rem;
  background: #f6f8f9; }
.met { border-color: #1f6240; background: #e6f2ec; }
.not-met { border-color: var(--rg-amber); background: #fdf1e1; }
.scroll { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-size: 0.9rem; }
caption { text-align: left; font-weight: 600; padding-bottom: 0.4rem; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.8rem 0.3rem 0;
  border-bottom: 1px solid var(--rg-line); overflow-wrap: normal; }
thead th { color: var(--rg-soft); font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 400; min-width: 7rem; }
.n { text-align: right; white-space: nowrap; }
.front caption { position: absolute; left: -99rem; }
.plot { margin: 1.5rem 0; max-width: 45rem; }
.plot svg { display: block; max-width: 100%; height: auto; color: var(--rg-soft);
  font-family: var(--rg-font); overflow: visible; }
.plot svg text { white-space: pre; }
.plot figcaption { font-weight: 600; }
.plot p { margin: 0.2rem 0; color: var(--rg-soft); font-size: 0.9rem; }
dt { font-weight: 600; margin-top: 0.6rem; } dd { margin: 0; }
cite { color: var(--rg-soft); }
footer { margin-top: 2rem; color: var(--rg-soft); font-size: 0.9rem; }
@page { margin: 16mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  .front { break-after: page; } .plot, tr { break-inside: avoid; } h2, h3, h4 { break-after: avoid; }
  .scroll { overflow: visible; } table { font-size: 7.5pt; } .n { white-space: normal; }
  .skip { display: none; }
}
)css";

/// The source expression of a content security policy for exactly this text.
std::string policy_hash(std::string_view text) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
  std::array<char,
             sodium_base64_ENCODED_LEN(crypto_hash_sha256_BYTES, sodium_base64_VARIANT_ORIGINAL)>
      encoded{};
  sodium_bin2base64(encoded.data(), encoded.size(), hash.data(), hash.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  return "'sha256-" + std::string(encoded.data()) + "'";
}

/// JSON that cannot end the script element in which it stands.
std::string for_script(std::string json) {
  std::string safe;
  safe.reserve(json.size());
  for (const char c : json) {
    if (c == '<')
      safe += "\\u003c";
    else
      safe += c;
  }
  return safe;
}

/// What the pictures need: without the tables of thresholds, and of groups the numbers that are
/// compared alone.
std::string picture_numbers(const ValidationResult& result) {
  boost::json::array models;
  const auto in_short = [](const std::optional<Measures>& measures) -> boost::json::value {
    if (!measures) return nullptr;
    return boost::json::object{{"auroc", codec::encode(measures->auroc)},
                               {"observed_expected", codec::encode(measures->observed_expected)}};
  };
  for (const auto& model : result.models) {
    boost::json::object all{{"measures", in_short(model.all.measures)}, {"figures", nullptr}};
    if (const auto& figures = model.all.figures)
      all["figures"] = boost::json::object{{"calibration", codec::encode(figures->calibration)},
                                           {"histogram", codec::encode(figures->histogram)},
                                           {"roc", codec::encode(figures->roc)},
                                           {"decision", codec::encode(figures->decision)}};
    boost::json::array groups;
    for (const auto& group : model.groups)
      if (group.columns.size() == 1)
        groups.push_back({{"name", group.name}, {"measures", in_short(group.measures)}});
    boost::json::array periods;
    for (const auto& period : model.periods)
      periods.push_back({{"period", period.period}, {"measures", in_short(period.measures)}});
    models.push_back(
        {{"all", std::move(all)}, {"groups", std::move(groups)}, {"periods", std::move(periods)}});
  }
  return for_script(to_text(boost::json::object{{"threshold", codec::encode(result.run.threshold)},
                                                {"models", std::move(models)}}));
}

}  // namespace

std::string report_html(const ValidationResult& result, const Words& words, std::string_view script,
                        Language language) {
  ReportWriter writer(words, language);
  const auto title = writer.say("title");
  writer.raw("<!doctype html>\n<html lang=\"" + std::string(enum_text(language)) +
             "\">\n<head>\n<meta charset=\"utf-8\">\n");
  writer.raw(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src " +
      policy_hash(script) + "; style-src " + policy_hash(kStyle) +
      "; base-uri 'none'; form-action 'none'\">\n");
  writer.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
             escaped(title) + "</title>\n<style>" + std::string(kStyle) + "</style>\n</head>\n");
  writer.raw("<body>\n<a class=\"skip\" href=\"#content\">" + escaped(writer.say("skip")) +
             "</a>\n<header>\n");
  writer.heading(1, title);
  writer.raw("</header>\n<main id=\"content\">\n");
  write_front_page(writer, result);
  write_numbers(writer, result);
  write_behind_pictures(writer, result);
  write_how(writer, result);
  writer.raw("</main>\n<footer>Regie " + escaped(result.run.engine_version) + "</footer>\n");
  writer.raw("<script type=\"application/json\" id=\"numbers\">" + picture_numbers(result) +
             "</script>\n<script>" + std::string(script) + "</script>\n</body>\n</html>\n");
  return writer.take();
}

}  // namespace regie::validation
