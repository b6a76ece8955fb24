#pragma once

#include <map>
#include <mutex>
#include <span>

#include "access/caller.h"
#include "law/edition.h"
#include "law/store.h"
#include "storage/database.h"

namespace regie::law {

/// The edition that an organisation works with, and the newest that there is. Opens transactions of
/// its own: never ask while another one is open.
class Editions {
 public:
  /// The files must outlive this; their schemas check editions that come from the database.
  Editions(storage::Database& database, Edition shipped, std::span<const EmbeddedFile> files)
      : database_(database), shipped_(std::move(shipped)), files_(files) {}

  /// That of the program, or the one that was brought in, when its version is higher.
  Edition newest(const storage::Actor& actor);
  /// What the organisation accepted; the newest when it has accepted nothing, and when what it
  /// accepted can no longer be read.
  Edition of(const access::Caller& caller);
  /// Keeps an edition, so that an organisation can refer to it.
  void keep(const storage::Actor& actor, const Edition& edition, bool imported);
  /// Another edition from files like those of content/, in `trees/` and `law/`. Fails with
  /// content_invalid, or edition_older {version, known}.
  Result<Edition> read_newer(const storage::Actor& actor, std::span<const EmbeddedFile> files);

 private:
  Edition kept(storage::Transaction& transaction, const std::string& id);

  storage::Database& database_;
  Edition shipped_;
  std::span<const EmbeddedFile> files_;

  std::mutex mutex_;  ///< guards what follows
  std::map<std::string, Edition> kept_;
};

/// Whether one version, such as 2026.2, is higher than another: number by number.
bool is_newer(std::string_view version, std::string_view than);

}  // namespace regie::law
