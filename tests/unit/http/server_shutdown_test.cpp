#include <gtest/gtest.h>

#include <thread>

#include "fixture.h"

namespace regie::http::test {
namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

TEST(ServerShutdown, ClosesIdleConnectionsAtOnce) {
  ASSERT_TRUE(allow_descriptors(1'000));
  Running running;
  std::vector<Client> idle;
  for (int i = 0; i < 200; ++i) idle.emplace_back(running.port());
  for (int i = 0; i < 100; ++i) {
    idle[static_cast<std::size_t>(i)].send(get("/now"));
    idle[static_cast<std::size_t>(i)].answer();
  }
  const auto began = Steady::now();
  running.server().stop();
  EXPECT_LT(Steady::now() - began, 1s);
  for (auto& client : idle) EXPECT_TRUE(client.closed_within(100ms));
}

TEST(ServerShutdown, LetsARunningRequestFinish) {
  Running running;
  Client client(running.port());
  client.send(get("/gate"));
  running.gate.wait_until_waiting(1);
  std::thread stopping([&] { running.server().stop(); });
  std::this_thread::sleep_for(100ms);
  running.gate.open();
  const auto began = Steady::now();
  const auto answer = client.answer();
  ASSERT_TRUE(answer.came());
  EXPECT_EQ(answer.body, "through");
  EXPECT_EQ(answer.headers.at("connection"), "close");
  stopping.join();
  EXPECT_LT(Steady::now() - began, 1s);
}

TEST(ServerShutdown, AnswersAHalfReadRequestWith503) {
  Running running;
  Client header(running.port());
  header.send("GET /x HT");
  Client body(running.port());
  body.send("POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc");
  std::this_thread::sleep_for(50ms);
  const auto began = Steady::now();
  running.server().stop();
  EXPECT_LT(Steady::now() - began, 1s);
  EXPECT_EQ(header.answer().status, 503);
  EXPECT_EQ(body.answer().status, 503);
}

TEST(ServerShutdown, WaitsNoLongerThanItsGraceForAnswers) {
  Running running({.workers = 1});
  Client first(running.port());
  first.send(get("/gate"));
  running.gate.wait_until_waiting(1);
  Client waiting(running.port());
  waiting.send(get("/x"));
  std::this_thread::sleep_for(50ms);
  std::thread opening([&] {
    std::this_thread::sleep_for(300ms);
    running.gate.open();
  });
  const auto began = Steady::now();
  running.server().stop(50ms);
  EXPECT_GE(Steady::now() - began, 200ms) << "handlers are never left behind";
  EXPECT_EQ(running.handled, 1) << "what still waited is dropped";
  opening.join();
  EXPECT_FALSE(first.answer().came());
  EXPECT_FALSE(waiting.answer().came());
}

TEST(ServerShutdown, AcceptsNoMore) {
  Running running;
  running.server().stop();
  EXPECT_THROW(Client{running.port()}, std::runtime_error);
}

TEST(ServerShutdown, MayBeAskedTwiceAndFromTwoThreads) {
  Running running;
  running.ask(get("/x"));
  std::thread other([&] { running.server().stop(); });
  running.server().stop();
  other.join();
  running.server().stop();
}

TEST(ServerShutdown, NeedsNoStart) {
  Server server({}, {});
  server.stop();
}

}  // namespace
}  // namespace regie::http::test
