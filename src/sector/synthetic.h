#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "assessment/evaluation.h"
#include "sector/benchmark.h"
#include "sector/reference.h"
#include "sector/response.h"

/// A monitor of invented hospitals that answer as the published figures say: to try the hub with.
namespace regie::sector {

/// Plainly invented: the name says so.
struct SyntheticHospital {
  std::string id;
  std::string name;
  Traits traits;
};

struct SyntheticMonitor {
  std::vector<SyntheticHospital> hospitals;  ///< 71
  std::vector<Response> responses;           ///< of each published round, as many as took part
};

/// The same every time. Each response fits the conditions of the form. Where a year has no figure
/// of a question, those of a later one are taken; where no year has, the options are spread.
SyntheticMonitor synthetic_monitor(const assessment::Form& form, const Reference& reference);

/// A published figure that figures of our own do not give back.
struct Departure {
  std::string question;
  std::optional<std::string> option;
  std::optional<std::string> type;
  FigureMeasure measure = FigureMeasure::share;
  double published = 0;
  double nearest = 0;  ///< ours: whole per cent for a share
  std::optional<std::int64_t> published_base;
  std::int64_t base = 0;
};

/// Where a benchmark over all organisations departs from what was published of a year, also in the
/// base. Figures of one type are compared with the group of that trait.
std::vector<Departure> departures(const Survey& survey, const Benchmark& benchmark,
                                  const Reference& reference, std::int64_t year);

}  // namespace regie::sector
