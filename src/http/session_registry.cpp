#include "http/session_registry.h"

#include "http/session.h"

namespace regie::http {

SessionRegistry::Membership::Membership(SessionRegistry& registry, Session& session)
    : registry_(registry), session_(session) {
  const std::lock_guard lock(registry_.mutex_);
  place_ = registry_.idle_.insert(registry_.idle_.end(), this);
}

SessionRegistry::Membership::~Membership() {
  const std::lock_guard lock(registry_.mutex_);
  (idle_ ? registry_.idle_ : registry_.busy_).erase(place_);
  if (registry_.idle_.empty() && registry_.busy_.empty()) registry_.left_.notify_all();
}

void SessionRegistry::Membership::idle() {
  const std::lock_guard lock(registry_.mutex_);
  registry_.move(*this, true);
}

void SessionRegistry::Membership::busy() {
  const std::lock_guard lock(registry_.mutex_);
  registry_.move(*this, false);
}

void SessionRegistry::move(Membership& member, bool idle) {
  if (member.idle_ == idle) return;
  auto& from = idle ? busy_ : idle_;
  auto& to = idle ? idle_ : busy_;
  to.splice(to.end(), from, member.place_);
  member.idle_ = idle;
}

std::size_t SessionRegistry::size() {
  const std::lock_guard lock(mutex_);
  return idle_.size() + busy_.size();
}

bool SessionRegistry::close_oldest_idle() {
  const std::lock_guard lock(mutex_);
  if (idle_.empty()) return false;
  auto& oldest = *idle_.front();
  // Among the busy ones it is not asked a second time while it closes.
  move(oldest, false);
  oldest.session_.close_if_idle();
  return true;
}

void SessionRegistry::end_all() {
  for_each([](Session& session) { session.end(); });
}

void SessionRegistry::abort_all() {
  for_each([](Session& session) { session.abort(); });
}

bool SessionRegistry::wait_until_empty(std::chrono::milliseconds most) {
  std::unique_lock lock(mutex_);
  return left_.wait_for(lock, most, [this] { return idle_.empty() && busy_.empty(); });
}

void SessionRegistry::for_each(const std::function<void(Session&)>& action) {
  const std::lock_guard lock(mutex_);
  for (auto* member : idle_) action(member->session_);
  for (auto* member : busy_) action(member->session_);
}

}  // namespace regie::http
