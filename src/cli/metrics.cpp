#include "cli/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <mutex>

namespace regie::cli {
namespace {

/// Seconds. Pages should come within 20 ms, exports within some seconds.
const prometheus::Histogram::BucketBoundaries kBuckets = {0.001, 0.0025, 0.005, 0.01, 0.02, 0.05,
                                                          0.1,   0.25,   0.5,   1,    2.5,  10};

double resident_bytes() {
  std::ifstream stream("/proc/self/statm");
  double pages = 0;
  double resident = 0;
  stream >> pages >> resident;
  return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

double open_files() {
  std::error_code error;
  std::size_t count = 0;
  for (std::filesystem::directory_iterator each("/proc/self/fd", error), end; !error && each != end;
       each.increment(error))
    ++count;
  return static_cast<double>(count);
}

}  // namespace

class Metrics::Implementation {
 public:
  explicit Implementation(std::string_view version) {
    prometheus::BuildGauge()
        .Name("regie_build_info")
        .Help("The version of Regie.")
        .Register(registry_)
        .Add({{"version", std::string(version)}})
        .Set(1);
    gauge("process_start_time_seconds", "When the program started, since 1970.")
        .Set(std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch())
                 .count());
  }

  void answered(std::string_view method, std::string_view route, int status, double seconds) {
    const auto& series = series_of(std::string(method), std::string(route), status);
    series.requests->Increment();
    series.durations->Observe(seconds);
  }

  std::string text() {
    memory_.Set(resident_bytes());
    files_.Set(open_files());
    return prometheus::TextSerializer().Serialize(registry_.Collect());
  }

  prometheus::Counter& failures() { return failures_; }
  prometheus::Counter& storage_failures() { return storage_failures_; }

 private:
  struct Series {
    prometheus::Counter* requests;
    prometheus::Histogram* durations;
  };

  prometheus::Gauge& gauge(const char* name, const char* help) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry_).Add({});
  }
  prometheus::Counter& counter(const char* name, const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry_).Add({});
  }

  const Series& series_of(const std::string& method, const std::string& route, int status) {
    const std::scoped_lock lock(mutex_);
    const auto [place, fresh] = series_.try_emplace({method, route, status});
    if (fresh)
      place->second = {
          &requests_.Add(
              {{"method", method}, {"route", route}, {"status", std::to_string(status)}}),
          &durations_.Add({{"method", method}, {"route", route}}, kBuckets)};
    return place->second;
  }

  prometheus::Registry registry_;
  prometheus::Family<prometheus::Counter>& requests_ =
      prometheus::BuildCounter()
          .Name("regie_http_requests_total")
          .Help("Answered requests by method, route and status.")
          .Register(registry_);
  prometheus::Family<prometheus::Histogram>& durations_ =
      prometheus::BuildHistogram()
          .Name("regie_http_request_duration_seconds")
          .Help("From request read to answer made.")
          .Register(registry_);
  prometheus::Counter& failures_ =
      counter("regie_http_failures_total", "Requests that met a fault in Regie.");
  prometheus::Counter& storage_failures_ =
      counter("regie_storage_unavailable_total", "Requests that the database could not serve.");
  prometheus::Gauge& memory_ =
      gauge("process_resident_memory_bytes", "Memory in use by the program.");
  prometheus::Gauge& files_ = gauge("process_open_fds", "Files and connections that are open.");

  std::mutex mutex_;
  std::map<std::tuple<std::string, std::string, int>, Series> series_;
};

Metrics::Metrics(std::string_view version)
    : implementation_(std::make_unique<Implementation>(version)) {}
Metrics::~Metrics() = default;

void Metrics::answered(std::string_view method, std::string_view route, int status,
                       double seconds) {
  implementation_->answered(method, route, status, seconds);
}

void Metrics::failed() { implementation_->failures().Increment(); }
void Metrics::storage_unavailable() { implementation_->storage_failures().Increment(); }
std::string Metrics::text() { return implementation_->text(); }

}  // namespace regie::cli
