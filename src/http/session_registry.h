#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <mutex>

namespace regie::http {

// Private to src/http.

class Session;

/// Knows every open connection, and of those without a request in hand which waits longest.
class SessionRegistry {
 public:
  /// A session's place in the registry, left when this goes. A new connection counts as idle.
  class Membership {
   public:
    Membership(SessionRegistry& registry, Session& session);
    ~Membership();
    Membership(const Membership&) = delete;
    Membership& operator=(const Membership&) = delete;

    void idle();
    void busy();

   private:
    friend class SessionRegistry;

    SessionRegistry& registry_;
    Session& session_;
    bool idle_ = true;
    std::list<Membership*>::iterator place_;
  };

  std::size_t size();
  /// Lets the session that is idle longest close; false when none is idle.
  bool close_oldest_idle();
  /// Lets every session close as soon as it has no request in hand.
  void end_all();
  /// Lets every session close at once.
  void abort_all();
  /// False when sessions are left after this time.
  bool wait_until_empty(std::chrono::milliseconds most);

 private:
  void move(Membership& member, bool idle);
  void for_each(const std::function<void(Session&)>& action);

  std::mutex mutex_;
  std::condition_variable left_;
  std::list<Membership*> idle_;  ///< the front waits longest
  std::list<Membership*> busy_;
};

}  // namespace regie::http
