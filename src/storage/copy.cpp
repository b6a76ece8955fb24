#include "storage/copy.h"

#include <algorithm>

#include "storage/database.h"

namespace regie::storage {
namespace {

constexpr std::int64_t kPageRows = 2'000;
/// SQLite takes 32,766 parameters in a statement, and no table has more than 60 columns.
constexpr std::size_t kInsertRows = 100;

struct Table {
  std::string name;
  std::vector<std::string> columns;
  std::vector<std::size_t> key;  ///< places in columns, in the order of the primary key
  std::set<std::string> refers_to;
  bool holds_files = false;
};

std::string list(const std::vector<std::string>& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

class Reader {
 public:
  explicit Reader(Connection& schema) : schema_(schema) {}

  std::vector<Table> tables(const std::set<std::string>& left_out) {
    std::vector<Table> found;
    const auto names = rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND name NOT IN ('schema_migration', 'schema_lock') ORDER BY name");
    for (std::size_t index = 0; index < names.size(); ++index)
      if (const auto name = names[index].text(); !left_out.contains(name))
        found.push_back(describe(name));
    return found;
  }

 private:
  Rows rows(const std::string& sql) { return schema_.execute(prepare_unchecked(sql, '?'), {}); }

  Table describe(const std::string& name) {
    Table table{.name = name};
    std::vector<std::pair<std::int64_t, std::size_t>> key;
    const auto columns = rows("SELECT name, pk, type FROM pragma_table_info('" + name + "')");
    for (std::size_t index = 0; index < columns.size(); ++index) {
      auto row = columns[index];
      table.columns.push_back(row.text());
      if (const auto place = row.integer(); place > 0) key.emplace_back(place, index);
      if (row.text() == "BYTEA") table.holds_files = true;
    }
    if (key.empty()) throw std::logic_error("a table without a primary key: " + name);
    std::ranges::sort(key);
    for (const auto& [place, column] : key) table.key.push_back(column);
    const auto parents =
        rows("SELECT DISTINCT \"table\" FROM pragma_foreign_key_list('" + name + "')");
    for (std::size_t index = 0; index < parents.size(); ++index)
      if (const auto parent = parents[index].text(); parent != name) table.refers_to.insert(parent);
    return table;
  }

  Connection& schema_;
};

/// Those that are referred to first, since not every database lets one check references later.
std::vector<Table> in_order(std::vector<Table> tables) {
  std::vector<Table> ordered;
  std::set<std::string> placed;
  while (!tables.empty()) {
    const auto ready = std::ranges::find_if(tables, [&](const Table& table) {
      return std::ranges::none_of(tables, [&](const Table& other) {
        return other.name != table.name && table.refers_to.contains(other.name);
      });
    });
    if (ready == tables.end()) throw std::logic_error("tables refer to each other in a circle");
    ordered.push_back(std::move(*ready));
    tables.erase(ready);
  }
  return ordered;
}

/// Pages through one table by its primary key.
class Pages {
 public:
  Pages(Connection& source, char prefix, const Table& table) : source_(source), table_(table) {
    std::vector<std::string> key;
    std::string marks;
    for (const auto column : table.key) {
      key.push_back(table.columns[column]);
      marks += (marks.empty() ? "$" : ", $") + std::to_string(key.size());
    }
    const auto rows = table.holds_files ? 1 : kPageRows;
    const auto tail = " ORDER BY " + list(key) + " LIMIT " + std::to_string(rows);
    const auto all = "SELECT " + list(table.columns) + " FROM " + table.name;
    first_ = prepare_unchecked(all + tail, prefix);
    next_ = prepare_unchecked(all + " WHERE (" + list(key) + ") > (" + marks + ")" + tail, prefix);
  }

  Rows next() {
    auto page = started_ ? source_.execute(next_, after_) : source_.execute(first_, {});
    started_ = true;
    if (page.empty()) return page;
    after_.clear();
    for (const auto column : table_.key) after_.push_back(page.rows.back()[column]);
    return page;
  }

 private:
  Connection& source_;
  const Table& table_;
  Statement first_;
  Statement next_;
  bool started_ = false;
  Values after_;
};

class Writer {
 public:
  Writer(Connection& target, char prefix, const Table& table)
      : target_(target),
        columns_(table.columns.size()),
        one_(insert(table, 1, prefix)),
        many_(insert(table, kInsertRows, prefix)) {}

  void write(Rows page) {
    Values batch;
    std::size_t begin = 0;
    for (; begin + kInsertRows <= page.size(); begin += kInsertRows) {
      batch.clear();
      batch.reserve(kInsertRows * columns_);
      for (std::size_t row = begin; row < begin + kInsertRows; ++row)
        std::ranges::move(page.rows[row], std::back_inserter(batch));
      target_.execute(many_, batch);
    }
    for (; begin < page.size(); ++begin) target_.execute(one_, page.rows[begin]);
  }

 private:
  static Statement insert(const Table& table, std::size_t rows, char prefix) {
    auto sql = "INSERT INTO " + table.name + " (" + list(table.columns) + ") VALUES ";
    std::size_t mark = 0;
    for (std::size_t row = 0; row < rows; ++row) {
      sql += row == 0 ? "(" : ", (";
      for (std::size_t column = 0; column < table.columns.size(); ++column)
        sql += (column == 0 ? "$" : ", $") + std::to_string(++mark);
      sql += ")";
    }
    return prepare_unchecked(sql, prefix);
  }

  Connection& target_;
  std::size_t columns_;
  Statement one_;
  Statement many_;
};

}  // namespace

Result<std::vector<CopiedTable>> copy_tables(Connection& source, char source_prefix,
                                             Connection& target, char target_prefix,
                                             Connection& schema,
                                             const std::set<std::string>& left_out) {
  std::vector<CopiedTable> copied;
  for (const auto& table : in_order(Reader(schema).tables(left_out))) {
    const auto present = target.execute(
        prepare_unchecked("SELECT 1 FROM " + table.name + " LIMIT 1", target_prefix), {});
    if (!present.empty())
      return failure(
          {.code = ErrorCode::restore_target_in_use, .parameters = {{"table", table.name}}});
    Pages pages(source, source_prefix, table);
    Writer writer(target, target_prefix, table);
    CopiedTable report{.name = table.name};
    for (auto page = pages.next(); !page.empty(); page = pages.next()) {
      report.rows += static_cast<std::int64_t>(page.size());
      writer.write(std::move(page));
    }
    copied.push_back(std::move(report));
  }
  return copied;
}

Result<std::vector<CopiedTable>> Database::copy_into(Database& target,
                                                     const std::set<std::string>& left_out) {
  const auto from = engine_->connect();
  const auto to = target.engine_->connect();
  from->begin(Intent::read);
  to->begin(Intent::write);
  // A connection undoes what was not committed when it closes.
  auto& schema = capabilities().name == "sqlite" ? *from : *to;
  auto copied = copy_tables(*from, capabilities().parameter_prefix, *to,
                            target.capabilities().parameter_prefix, schema, left_out);
  if (!copied) {
    copied.error().parameters.emplace("database", target.description());
    return copied;
  }
  to->commit();
  return copied;
}

}  // namespace regie::storage
