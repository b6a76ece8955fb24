#include <sodium.h>

#include <array>

#include "base/enumeration.h"
#include "report/html.h"

namespace regie::report {
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
.chart { margin: 1rem 0; max-width: 50rem; }
.chart figcaption { font-weight: 600; }
.chart ul { list-style: none; margin: 0.5rem 0; padding: 0; }
.chart .row { display: grid; grid-template-columns: 16rem 1fr 9rem; gap: 0.2rem 0.8rem;
  align-items: center; padding: 0.2rem 0; break-inside: avoid; }
.chart .row b { font-weight: 400; } .chart .row span { font-size: 0.9rem; }
.chart svg { display: block; width: 100%; height: 1.1rem; }
.chart .key { display: flex; flex-wrap: wrap; gap: 0.2rem 1rem; font-size: 0.9rem; }
.chart .key li { display: flex; align-items: center; gap: 0.4rem; }
.chart .key svg { width: 1.1rem; border: 1px solid var(--rg-control); }
.track { fill: #eef2f4; } .s0 { fill: #0b5563; } .s1 { fill: #3f8a97; } .s2 { fill: #9cc7cd; }
.s3 { fill: #dde3e6; } .s4 { fill: #f0c48a; } .s5 { fill: #c27a1f; } .s6 { fill: #944b00; }
.mark { fill: #14212b; }
@media (max-width: 40rem) { .chart .row { grid-template-columns: 1fr 7rem; }
  .chart .row b { grid-column: 1 / -1; } }
nav ol { columns: 2; } @media (max-width: 40rem) { nav ol { columns: 1; } }
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

}  // namespace

std::string page(Language language, const PageParts& parts) {
  const auto script = parts.script.empty() ? "" : "script-src " + policy_hash(parts.script) + "; ";
  std::string html = "<!doctype html>\n<html lang=\"" + std::string(enum_text(language)) +
                     "\">\n<head>\n<meta charset=\"utf-8\">\n";
  html += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; " + script +
          "style-src " + policy_hash(kStyle) + "; base-uri 'none'; form-action 'none'\">\n";
  html += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
          escaped(parts.title) + "</title>\n<style>" + std::string(kStyle) + "</style>\n</head>\n";
  html += "<body>\n<a class=\"skip\" href=\"#content\">" + escaped(parts.skip) +
          "</a>\n<header>\n<h1>" + escaped(parts.title) +
          "</h1>\n</header>\n<main id=\"content\">\n" + parts.body + "</main>\n<footer>" +
          escaped(parts.footer) + "</footer>\n";
  if (!parts.script.empty())
    html += "<script type=\"application/json\" id=\"numbers\">" + for_script(parts.numbers) +
            "</script>\n<script>" + std::string(parts.script) + "</script>\n";
  return html + "</body>\n</html>\n";
}

}  // namespace regie::report
