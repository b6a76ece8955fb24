#pragma once

#include <zlib.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Makes ZIP files for tests, honest and otherwise.
namespace regie::table {

struct ZipEntry {
  std::string name;
  std::string content;
  bool deflated = false;
  bool encrypted = false;  ///< only says so
  std::uint16_t method = 0;
};

inline std::string deflate_raw(std::string_view text) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

inline std::string little_endian(std::uint64_t value, int bytes) {
  std::string out;
  for (int index = 0; index < bytes; ++index)
    out += static_cast<char>((value >> (8 * index)) & 0xFFu);
  return out;
}

inline std::string make_zip(const std::vector<ZipEntry>& entries) {
  std::string out;
  std::string directory;
  for (const auto& entry : entries) {
    const auto packed = entry.deflated ? deflate_raw(entry.content) : entry.content;
    const auto crc = crc32(0, reinterpret_cast<const Bytef*>(entry.content.data()),
                           static_cast<uInt>(entry.content.size()));
    const auto method = entry.deflated ? 8u : entry.method;
    const auto about = little_endian(20, 2) + little_endian(entry.encrypted ? 1 : 0, 2) +
                       little_endian(method, 2) + little_endian(0x00210000, 4) +
                       little_endian(crc, 4) + little_endian(packed.size(), 4) +
                       little_endian(entry.content.size(), 4) +
                       little_endian(entry.name.size(), 2) + little_endian(0, 2);
    directory += "PK\x01\x02" + little_endian(20, 2) + about + little_endian(0, 2) +
                 little_endian(0, 2) + little_endian(0, 2) + little_endian(0, 4) +
                 little_endian(out.size(), 4) + entry.name;
    out += "PK\x03\x04" + about + entry.name + packed;
  }
  const auto start = out.size();
  return out + directory + "PK\x05\x06" + little_endian(0, 4) + little_endian(entries.size(), 2) +
         little_endian(entries.size(), 2) + little_endian(directory.size(), 4) +
         little_endian(start, 4) + little_endian(0, 2);
}

/// The parts of a workbook of one sheet; each may be replaced before it is made.
struct BookMaker {
  std::string sheet_data;  ///< inside <sheetData>
  std::string strings;     ///< inside <sst>
  std::string styles;      ///< inside <styleSheet>
  std::string workbook_properties = {};
  std::string sheets = R"(<sheet name="Register" sheetId="1" r:id="rId1"/>)";
  std::string sheet_part = "xl/worksheets/sheet1.xml";
  std::string sheet_target = "worksheets/sheet1.xml";
  std::string sheet_xml = {};  ///< instead of sheet_data
  std::vector<ZipEntry> more = {};
  bool deflated = true;

  std::string make() const {
    const std::string kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    const std::string prolog = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
    const std::string main =
        R"( xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main")";
    const auto relation = [&](const std::string& id, const std::string& type,
                              const std::string& target) {
      return "<Relationship Id=\"" + id + "\" Type=\"" + kind + type + "\" Target=\"" + target +
             "\"/>";
    };
    const auto relations = [&](const std::string& inside) {
      return prolog +
             R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)" +
             inside + "</Relationships>";
    };
    std::vector<ZipEntry> entries = {
        {"_rels/.rels", relations(relation("rId1", "officeDocument", "xl/workbook.xml"))},
        {"xl/workbook.xml", prolog + "<workbook" + main + " xmlns:r=\"" + kind + "\">" +
                                workbook_properties + "<sheets>" + sheets + "</sheets></workbook>"},
        {"xl/_rels/workbook.xml.rels",
         relations(relation("rId1", "worksheet", sheet_target) +
                   relation("rId2", "worksheet", "worksheets/sheet2.xml") +
                   relation("rId3", "sharedStrings", "sharedStrings.xml") +
                   relation("rId4", "styles", "styles.xml") +
                   relation("rId5", "chartsheet", "chartsheets/sheet1.xml"))},
        {"xl/sharedStrings.xml", prolog + "<sst" + main + ">" + strings + "</sst>"},
        {"xl/styles.xml", prolog + "<styleSheet" + main + ">" + styles + "</styleSheet>"},
        {sheet_part, sheet_xml.empty() ? prolog + "<worksheet" + main + "><sheetData>" +
                                             sheet_data + "</sheetData></worksheet>"
                                       : sheet_xml},
    };
    entries.insert(entries.end(), more.begin(), more.end());
    for (auto& entry : entries) entry.deflated = deflated && entry.method == 0 && !entry.encrypted;
    return make_zip(entries);
  }
};

}  // namespace regie::table
