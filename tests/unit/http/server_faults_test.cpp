#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "fixture.h"

namespace regie::http::test {
namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

std::size_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::size_t total = 0;
  std::size_t resident = 0;
  file >> total >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

std::chrono::microseconds processor_time() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return std::chrono::seconds(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         std::chrono::microseconds(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

TEST(ServerFaults, AThousandIdleConnectionsDoNotStopARequest) {
  ASSERT_TRUE(allow_descriptors(3'000));
  const Running running;
  std::vector<Client> idle;
  for (int i = 0; i < 1'000; ++i) idle.emplace_back(running.port());
  const auto began = Steady::now();
  EXPECT_EQ(running.ask(get("/x")).body, "hello");
  EXPECT_LT(Steady::now() - began, 1s);
  for (auto& client : idle) {
    client.send(get("/now"));
    ASSERT_EQ(client.answer().body, "now");
  }
}

TEST(ServerFaults, FiveHundredSlowClientsDoNotStopARequestAndAreCutWithAnAnswer) {
  ASSERT_TRUE(allow_descriptors(3'000));
  const Running running({.header_deadline = 1'000ms, .body_deadline = 1'000ms});
  std::vector<Client> slow;
  for (int i = 0; i < 500; ++i) {
    slow.emplace_back(running.port());
    slow.back().send(i % 2 == 0 ? "GET /x HTTP/1.1\r\n"
                                : "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\n");
  }
  const auto until = Steady::now() + 1'500ms;
  while (Steady::now() < until) {
    for (auto& client : slow) client.send_some("a");
    const auto began = Steady::now();
    ASSERT_EQ(running.ask(get("/x")).body, "hello");
    EXPECT_LT(Steady::now() - began, 500ms);
    std::this_thread::sleep_for(30ms);
  }
  for (auto& client : slow) {
    const auto answer = client.answer();
    ASSERT_TRUE(answer.came());
    EXPECT_EQ(answer.status, 408);
  }
}

TEST(ServerFaults, ALateHeaderIsAnsweredWith408BeforeClosing) {
  const Running running({.header_deadline = 100ms});
  Client client(running.port());
  client.send("GET /x HTTP/1.1\r\nHost: local");
  const auto answer = client.answer();
  EXPECT_EQ(answer.status, 408);
  EXPECT_EQ(answer.headers.at("connection"), "close");
  EXPECT_TRUE(client.closed_within(1s));
}

TEST(ServerFaults, ALateBodyIsAnsweredWith408InTheClientsLanguage) {
  Running running({.body_deadline = 100ms});
  Client client(running.port());
  client.send(
      "POST /x HTTP/1.1\r\nHost: a\r\nAccept-Language: en\r\nX-Correlation-Id: abcd-1234\r\n"
      "Content-Length: 10\r\n\r\nabc");
  const auto answer = client.answer();
  EXPECT_EQ(answer.status, 408);
  EXPECT_EQ(answer.headers.at("content-language"), "en");
  EXPECT_EQ(answer.headers.at("x-correlation-id"), "abcd-1234");
  EXPECT_TRUE(client.closed_within(1s));
  EXPECT_EQ(running.handled, 0);
}

TEST(ServerFaults, DrippingBytesDoesNotMoveTheDeadline) {
  const Running running({.header_deadline = 200ms});
  Client client(running.port());
  const auto began = Steady::now();
  client.send("GET /x HTTP/1.1\r\n");
  while (!client.closed_within(0ms) && Steady::now() - began < 150ms) {
    client.send_some("a");
    std::this_thread::sleep_for(10ms);
  }
  EXPECT_EQ(client.answer().status, 408);
  EXPECT_LT(Steady::now() - began, 1s);
}

TEST(ServerFaults, AnIdleConnectionIsClosedWithoutAWord) {
  const Running running({.idle_deadline = 100ms});
  Client fresh(running.port());
  Client used(running.port());
  used.send(get("/now"));
  used.answer();
  EXPECT_TRUE(fresh.closed_within(1s));
  EXPECT_TRUE(used.closed_within(1s));
}

TEST(ServerFaults, AWorkingHandlerHasNoDeadline) {
  Running running({.header_deadline = 50ms, .write_deadline = 50ms, .idle_deadline = 50ms});
  Client client(running.port());
  client.send(get("/gate"));
  std::this_thread::sleep_for(200ms);
  running.gate.open();
  EXPECT_EQ(client.answer().body, "through");
}

TEST(ServerFaults, AClientThatDoesNotReadIsCut) {
  const Running running({.write_deadline = 200ms});
  Client client(running.port());
  client.send(get("/large"));
  std::this_thread::sleep_for(500ms);
  EXPECT_FALSE(client.answer().came());
}

TEST(ServerFaults, ABodyOverTheLimitIsAnsweredWith413) {
  Running running({.body_limit = 10'000});
  EXPECT_EQ(running.ask(post("/x", std::string(10'000, 'a'))).status, 200);
  Client client(running.port());
  client.send(post("/x", std::string(5'000'000, 'a')));
  const auto answer = client.answer();
  ASSERT_TRUE(answer.came()) << "the answer must survive that we do not read the rest";
  EXPECT_EQ(answer.status, 413);
  EXPECT_NE(answer.body.find("10000"), std::string::npos);
  EXPECT_EQ(running.handled, 1);
}

TEST(ServerFaults, AChunkedBodyOverTheLimitIsAnsweredWith413) {
  Running running({.body_limit = 10'000});
  const std::string head = "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  std::string chunks;
  for (int i = 0; i < 10; ++i) chunks += "3e8\r\n" + std::string(1'000, 'a') + "\r\n";
  EXPECT_EQ(running.ask(head + chunks + "0\r\n\r\n").status, 200);
  EXPECT_EQ(running.ask(head + chunks + "1\r\na\r\n0\r\n\r\n").status, 413);
  EXPECT_EQ(running.ask(head + "ffffffffffffffff\r\n").status, 413);
  EXPECT_EQ(running.handled, 1);
}

TEST(ServerFaults, AHeaderFloodIsAnsweredWith431) {
  Running running;
  std::string flood = "GET /x HTTP/1.1\r\nHost: a\r\n";
  for (int i = 0; i < 100'000; ++i) flood += "X-" + std::to_string(i) + ": a\r\n";
  for (const auto& request : {flood, get("/x", "X-Long: " + std::string(1'000'000, 'a') + "\r\n"),
                              get("/" + std::string(1'000'000, 'a'))}) {
    Client client(running.port());
    client.send(request);
    const auto answer = client.answer();
    ASSERT_TRUE(answer.came());
    EXPECT_EQ(answer.status, 431);
  }
  EXPECT_EQ(running.handled, 0);
}

TEST(ServerFaults, ChunkExtensionsAndTrailersAreBounded) {
  const Running running;
  const std::string head = "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const auto& body :
       {"1;a=" + std::string(1'000'000, 'b'), "0\r\nX-Trailer: " + std::string(1'000'000, 'b')}) {
    Client client(running.port());
    client.send(head + body);
    EXPECT_EQ(client.answer().status, 431);
  }
}

TEST(ServerFaults, TrailersDoNotBecomeHeaders) {
  const Running running;
  const auto answer = running.ask(
      "POST /header HTTP/1.1\r\nHost: a\r\nX-Asked: early\r\nTransfer-Encoding: chunked\r\n\r\n"
      "0\r\nX-Asked: late\r\n\r\n");
  EXPECT_EQ(answer.body, "early");
}

TEST(ServerFaults, FourHundredMegabytesWithoutANewlineTakeNoMemory) {
  const Running running;
  running.ask(get("/x"));
  const auto before = resident_bytes();
  Client client(running.port());
  const std::string piece(1'000'000, 'a');
  for (int i = 0; i < 400 && client.send(piece); ++i) {
  }
  const auto answer = client.answer();
  ASSERT_TRUE(answer.came());
  EXPECT_EQ(answer.status, 431);
  EXPECT_LT(resident_bytes(), before + 16'000'000);
}

TEST(ServerFaults, AmbiguousFramingIsRefused) {
  Running running;
  const std::string smuggled = "0\r\n\r\nGET /now HTTP/1.1\r\nHost: a\r\n\r\n";
  for (const std::string lines : {
           "Host: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n",
           "Host: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n",
           "Host: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n",
           "Host: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n",
           "Host: a\r\nContent-Length: 5, 6\r\n",
           "Host: a\r\nContent-Length: -5\r\n",
           "Host: a\r\nContent-Length: +5\r\n",
           "Host: a\r\nContent-Length: 0x5\r\n",
           "Host: a\r\nContent-Length: 99999999999999999999\r\n",
           "Host: a\r\nContent-Length : 5\r\n",
           "Host: a\r\nTransfer-Encoding: identity\r\n",
           "Host: a\r\nTransfer-Encoding: gzip, chunked\r\n",
           "Host: a\r\nTransfer-Encoding: chunked, identity\r\n",
           "Host: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
           "Host: a\r\nTransfer-Encoding: xchunked\r\n",
           "Host: a\r\nTransfer-Encoding : chunked\r\n",
           "Host: a\nContent-Length: 5\r\n",
           "Host: a\r\nHost: b\r\n",
           "",
       }) {
    Client client(running.port());
    client.send("POST /x HTTP/1.1\r\n" + lines + "\r\n" + smuggled);
    const auto answer = client.answer();
    ASSERT_TRUE(answer.came()) << lines;
    EXPECT_EQ(answer.status, 400) << lines;
    EXPECT_TRUE(client.closed_within(1s)) << lines;
  }
  EXPECT_EQ(running.ask("POST /x HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n" + smuggled).status,
            400);
  EXPECT_EQ(running.handled, 0);
}

TEST(ServerFaults, TargetsThatAreNoPlainPathAreRefused) {
  Running running;
  for (const std::string target :
       {"x", "*", "ftp://a/x", "/a/../b", "/..", "/a/%2e%2e/b", "/a/..%2fb", "/a%2Fb", "/./a",
        "/%00", "/a%0d%0ab", "/%7f", "/%", "/%4", "/%zz", "/%ff", "/\xff", "/a#b"}) {
    const auto answer = running.ask("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
    ASSERT_TRUE(answer.came()) << target;
    EXPECT_EQ(answer.status, 400) << target;
  }
  EXPECT_EQ(running.handled, 0);
  EXPECT_EQ(running.ask(get("/echo?b=../..#")).status, 400);
  EXPECT_EQ(running.ask(get("/echo?b=../..%2f")).body, "GET /echo b=../..%2f ");
}

TEST(ServerFaults, NonsenseIsAnsweredWith400) {
  const Running running;
  for (const std::string nonsense :
       {"nonsense\r\n\r\n", "GET /x\r\n\r\n", "GET /x HTTP/2.0\r\nHost: a\r\n\r\n",
        "GET /x HTTP/1.1\r\nHost a\r\n\r\n", "\x16\x03\x01 a TLS greeting",
        "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n"}) {
    const auto answer = running.ask(nonsense);
    ASSERT_TRUE(answer.came()) << nonsense;
    EXPECT_EQ(answer.status, 400) << nonsense;
  }
}

TEST(ServerFaults, AClientThatStopsSendingHalfwayIsTold) {
  const Running running;
  Client client(running.port());
  client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc");
  ::shutdown(client.descriptor(), SHUT_WR);
  EXPECT_EQ(client.answer().status, 400);
}

TEST(ServerFaults, AClientThatOnlyStopsSendingStillGetsItsAnswer) {
  const Running running;
  Client client(running.port());
  client.send(get("/x"));
  ::shutdown(client.descriptor(), SHUT_WR);
  EXPECT_EQ(client.answer().body, "hello");
}

TEST(ServerFaults, AClientThatLeavesMeanwhileHarmsNoOne) {
  Running running;
  for (int i = 0; i < 20; ++i) {
    Client client(running.port());
    client.send(get("/gate"));
    running.gate.wait_until_waiting(std::min(i + 1, 4));
  }
  running.gate.open();
  EXPECT_EQ(running.ask(get("/x")).body, "hello");
}

TEST(ServerFaults, TheConnectionThatIsIdleLongestMakesRoom) {
  const Running running({.connection_limit = 3});
  Client oldest(running.port());
  oldest.send(get("/now"));
  oldest.answer();
  Client middle(running.port());
  middle.send(get("/now"));
  middle.answer();
  Client youngest(running.port());
  youngest.send(get("/now"));
  youngest.answer();
  oldest.send(get("/now"));
  oldest.answer();
  EXPECT_EQ(running.ask(get("/x")).body, "hello");
  EXPECT_TRUE(middle.closed_within(1s));
  EXPECT_FALSE(youngest.closed_within(50ms));
  oldest.send(get("/now"));
  EXPECT_EQ(oldest.answer().body, "now");
}

TEST(ServerFaults, WithoutAnIdleOneANewConnectionIsAnsweredWith503) {
  Running running({.workers = 2, .connection_limit = 2});
  Client first(running.port());
  first.send(get("/gate"));
  Client second(running.port());
  second.send(get("/gate"));
  running.gate.wait_until_waiting(2);
  Client third(running.port());
  third.send(get("/now"));
  EXPECT_EQ(third.answer().status, 503);
  EXPECT_TRUE(third.closed_within(1s));
  running.gate.open();
  EXPECT_EQ(first.answer().body, "through");
  EXPECT_EQ(second.answer().body, "through");
}

/// No descriptor can be opened while this lives.
class NoDescriptors {
 public:
  NoDescriptors() {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    const int lowest_free = ::dup(0);
    ::close(lowest_free);
    auto limit = before_;
    limit.rlim_cur = static_cast<rlim_t>(lowest_free);
    ::setrlimit(RLIMIT_NOFILE, &limit);
  }
  ~NoDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_{};
};

TEST(ServerFaults, ItWaitsWhenDescriptorsRunOutAndGoesOnWhenThereAreSome) {
  const Running running;
  running.ask(get("/x"));
  auto client = Client::unconnected();
  {
    const NoDescriptors none;
    client.connect(running.port());
    client.send(get("/x"));
    const auto before = processor_time();
    EXPECT_FALSE(client.closed_within(300ms));
    EXPECT_LT(processor_time() - before, 150ms) << "must not spin";
  }
  EXPECT_EQ(client.answer().body, "hello");
}

TEST(ServerFaults, AnIdleConnectionGivesItsDescriptor) {
  const Running running;
  Client idle(running.port());
  idle.send(get("/now"));
  idle.answer();
  auto client = Client::unconnected();
  const NoDescriptors none;
  client.connect(running.port());
  client.send(get("/x"));
  EXPECT_EQ(client.answer().body, "hello");
  EXPECT_TRUE(idle.closed_within(1s));
}

}  // namespace
}  // namespace regie::http::test
