#pragma once

#include <array>
#include <boost/describe.hpp>

namespace regie::portfolio {

/// The eight phases of the funnel, in order, and the three ways to leave it.
enum class Phase {
  idea,
  exploration,
  development,
  pilot_technical,
  pilot_clinical,
  implementation,
  scaling,
  operation,
  stopped,
  rejected,
  retired
};
BOOST_DESCRIBE_ENUM(Phase, idea, exploration, development, pilot_technical, pilot_clinical,
                    implementation, scaling, operation, stopped, rejected, retired)

inline constexpr std::array kFunnelPhases = {
    Phase::idea,           Phase::exploration,    Phase::development, Phase::pilot_technical,
    Phase::pilot_clinical, Phase::implementation, Phase::scaling,     Phase::operation};
inline constexpr std::array kEndPhases = {Phase::stopped, Phase::rejected, Phase::retired};

constexpr bool is_ended(Phase phase) { return phase >= Phase::stopped; }
/// In use with patients or staff: implementation, scaling, operation.
constexpr bool is_in_use(Phase phase) {
  return phase >= Phase::implementation && phase <= Phase::operation;
}

}  // namespace regie::portfolio
