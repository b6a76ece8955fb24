#include <algorithm>
#include <filesystem>
#include <iostream>

#include "base/json_codec.h"
#include "cli/with_house.h"
#include "law/presentation.h"

namespace regie::cli {
namespace {

/// What `law list` and `law check` print with --json.
struct LawTreeReport {
  std::string id;
  std::string version;
  std::int64_t paths = 0;
  std::int64_t longest = 0;  ///< questions on the longest path
};
BOOST_DESCRIBE_STRUCT(LawTreeReport, (), (id, version, paths, longest))

struct LawActReport {
  std::string id;
  std::string version;
  std::string reference;
  Date checked_on;
  std::int64_t duties = 0;
};
BOOST_DESCRIBE_STRUCT(LawActReport, (), (id, version, reference, checked_on, duties))

struct LawReport {
  law::LawEdition edition;
  std::vector<LawTreeReport> trees;
  std::vector<LawActReport> acts;
};
BOOST_DESCRIBE_STRUCT(LawReport, (), (edition, trees, acts))

/// The files of a folder, as if they were embedded.
class FolderFiles {
 public:
  /// Fails with file_unusable {file}.
  static Result<FolderFiles> read(const std::string& folder) {
    FolderFiles read;
    for (const char* part : {"trees", "law"}) {
      std::error_code error;
      const std::filesystem::directory_iterator entries(std::filesystem::path(folder) / part,
                                                        error);
      if (error)
        return failure(
            {.code = ErrorCode::file_unusable, .parameters = {{"file", folder + "/" + part}}});
      for (const auto& entry : entries)
        if (entry.path().extension() == ".yaml")
          read.texts_.emplace_back(std::string(part) + "/" + entry.path().filename().string(),
                                   TRY(read_file(entry.path().string())));
    }
    return read;
  }

  std::vector<EmbeddedFile> files() const {
    std::vector<EmbeddedFile> files;
    for (const auto& [path, text] : texts_) files.push_back({path, text});
    return files;
  }

 private:
  std::vector<std::pair<std::string, std::string>> texts_;
};

Result<law::Edition> edition_of(const Context& context, const std::string& folder) {
  if (folder.empty()) return law::Edition::load(context.embedded.content);
  const auto read = TRY(FolderFiles::read(folder));
  auto files = read.files();
  for (const auto& file : context.embedded.content)
    if (file.path.starts_with("schema/")) files.push_back(file);
  return law::Edition::load(files);
}

LawReport report_of(const law::Edition& edition) {
  LawReport report{.edition = law::shown(edition)};
  for (const auto& tree : edition.trees()) {
    const auto walked = law::walk_all(tree, edition.read_labels());
    report.trees.push_back({tree.id, tree.version, static_cast<std::int64_t>(walked.paths),
                            static_cast<std::int64_t>(walked.longest)});
  }
  for (const auto& act : edition.acts())
    report.acts.push_back({act.id, act.version, act.reference, act.checked_on,
                           static_cast<std::int64_t>(act.duties.size())});
  return report;
}

int print(const Context& context, const std::string& folder) {
  const auto& terminal = context.terminal;
  const auto edition = edition_of(context, folder);
  if (!edition) return terminal.fail(edition.error());
  const auto report = report_of(*edition);
  if (terminal.json) {
    std::cout << codec::encode_text(report) << std::endl;
    return 0;
  }
  std::cout << terminal.say("uitgave ", "edition ") << report.edition.version
            << terminal.say(", nagekeken op ", ", checked on ")
            << to_text(report.edition.checked_on) << "\n";
  for (const auto& tree : report.trees)
    std::cout << tree.id << " " << tree.version << terminal.say(": ", ": ") << tree.paths
              << terminal.say(" paden, hoogstens ", " paths, at most ") << tree.longest
              << terminal.say(" vragen\n", " questions\n");
  for (const auto& act : report.acts)
    std::cout << act.id << " " << act.version << ": " << act.duties
              << terminal.say(" plichten, nagekeken op ", " duties, checked on ")
              << to_text(act.checked_on) << " (" << act.reference << ")\n";
  return 0;
}

void print(const Terminal& terminal, const law::LawChange& change) {
  const auto say = [&](const LocalizedText& text) { return text.in(terminal.language); };
  for (const auto& each : change.content)
    std::cout << enum_text(each.kind) << " " << each.id << ": " << say(each.because) << "\n";
  for (const auto& application : change.items) {
    std::cout << application.code << " " << application.name << "\n";
    for (const auto& each : application.changes)
      std::cout << "  " << enum_text(each.kind) << ": " << say(each.what)
                << (each.before ? " | " + say(*each.before) : "")
                << (each.after ? " -> " + say(*each.after) : "") << " | " << say(each.because)
                << "\n";
  }
  std::cout << (change.from ? change.from->version : "") << " -> " << change.to.version
            << terminal.say(": verandert iets voor ", ": changes something for ") << change.total
            << terminal.say(" van ", " of ") << change.applications
            << terminal.say(" toepassingen", " applications") << std::endl;
}

}  // namespace

int law_list(const Context& context) { return print(context, ""); }

int law_check(const Context& context, const LawOptions& options) {
  return print(context, options.folder);
}

int law_diff(const Context& context, const LawOptions& options) {
  return with_house(context, Opening::existing, [&](House& house) -> Result<void> {
    const auto caller = TRY(terminal_caller(house, options.organisation));
    law::LawChange change;
    if (options.folder.empty()) {
      change = TRY(house.law_change().change(caller, {.offset = 0, .limit = 200}));
    } else {
      const auto read = TRY(FolderFiles::read(options.folder));
      change = TRY(house.law_change().preview(caller, read.files()));
    }
    if (context.terminal.json)
      std::cout << codec::encode_text(change) << std::endl;
    else
      print(context.terminal, change);
    return {};
  });
}

int law_import(const Context& context, const LawOptions& options) {
  return with_house(context, Opening::existing, [&](House& house) -> Result<void> {
    const auto read = TRY(FolderFiles::read(options.folder));
    const auto edition = TRY(house.law_change().import_edition(terminal_actor(), read.files()));
    if (context.terminal.json)
      std::cout << codec::encode_text(edition) << std::endl;
    else
      std::cout << context.terminal.say("uitgave ", "edition ") << edition.version
                << context.terminal.say(" staat klaar; een beheerder beslist erover in Regie",
                                        " is ready; an administrator decides on it in Regie")
                << std::endl;
    return {};
  });
}

}  // namespace regie::cli
