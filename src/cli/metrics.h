#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace regie::cli {

/// What the running program counts, in the text form of Prometheus. No label names a person, an
/// organisation or a record. From any thread.
class Metrics {
 public:
  explicit Metrics(std::string_view version);
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  /// `route` is the pattern of the route table; `web` for files of the interface.
  void answered(std::string_view method, std::string_view route, int status, double seconds);
  /// A handler that threw.
  void failed();
  /// A request that the database could not serve.
  void storage_unavailable();

  /// Everything, with the memory and open files of this moment.
  std::string text();

 private:
  class Implementation;
  std::unique_ptr<Implementation> implementation_;
};

}  // namespace regie::cli
