#include "http/server.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <thread>

#include "fixture.h"

namespace regie::http::test {
namespace {

using namespace std::chrono_literals;

std::string code_of(const Answer& answer) {
  return std::string(boost::json::parse(answer.body).at("code").as_string());
}

TEST(Server, AnswersFromAWorkerAndFromTheIoThread) {
  const Running running;
  EXPECT_EQ(running.ask(get("/x")).body, "hello");
  EXPECT_EQ(running.ask(get("/now")).body, "now");
}

TEST(Server, HandsOverMethodDecodedPathRawQueryAndBody) {
  const Running running;
  EXPECT_EQ(running.ask(post("/ech%6f?a=%20b+c", "body")).body, "POST /echo a=%20b+c body");
  EXPECT_EQ(running.ask("GET http://localhost/echo HTTP/1.1\r\nHost: localhost\r\n\r\n").body,
            "GET /echo  ");
}

TEST(Server, JoinsRepeatedHeadersAndLeavesOutWhatIsNotUtf8) {
  const Running running;
  const auto joined = running.ask(get("/header", "X-Asked: a\r\nx-asked: b\r\nX-ASKED: \xff\r\n"));
  EXPECT_EQ(joined.body, "a, b");
}

TEST(Server, PutsItsHeadersOnEveryAnswer) {
  const Running running;
  for (const auto& request :
       {get("/x"), get("/now"), get("/throw"), std::string("nonsense\r\n\r\n")}) {
    const auto answer = running.ask(request);
    ASSERT_TRUE(answer.came()) << request;
    const auto& headers = answer.headers;
    EXPECT_EQ(headers.at("x-content-type-options"), "nosniff");
    EXPECT_EQ(headers.at("referrer-policy"), "no-referrer");
    EXPECT_EQ(headers.at("content-security-policy"),
              "default-src 'self'; img-src 'self' data:; style-src 'self'; object-src 'none'; "
              "base-uri 'none'; frame-ancestors 'none'; form-action 'self'");
    EXPECT_EQ(headers.at("cross-origin-opener-policy"), "same-origin");
    EXPECT_EQ(headers.at("cross-origin-resource-policy"), "same-origin");
    EXPECT_EQ(headers.at("cache-control"), "no-store");
    EXPECT_GE(headers.at("x-correlation-id").size(), 8U);
    EXPECT_EQ(headers.at("date").size(), 29U);
    EXPECT_FALSE(headers.contains("server"));
  }
}

TEST(Server, LetsTheHandlerDecideOnCaching) {
  const Running running;
  EXPECT_EQ(running.ask(get("/cached")).headers.at("cache-control"), "max-age=60");
}

TEST(Server, SendsMemoryOfTheProgramAsItIs) {
  const Running running;
  EXPECT_EQ(running.ask(get("/static")).body, "never copied");
}

TEST(Server, SendsALargeAnswerWhole) {
  const Running running;
  EXPECT_EQ(running.ask(get("/large")).body, std::string(50'000'000, 'x'));
}

TEST(Server, AnswersHeadWithTheLengthAndNoBody) {
  const Running running;
  Client client(running.port());
  client.send("HEAD /x HTTP/1.1\r\nHost: localhost\r\n\r\n" + get("/now"));
  const auto head = client.answer(true);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.headers.at("content-length"), "5");
  EXPECT_EQ(client.answer().body, "now");
}

TEST(Server, SendsNoBodyWithNoContent) {
  const Running running;
  Client client(running.port());
  client.send(get("/empty") + get("/now"));
  const auto empty = client.answer();
  EXPECT_EQ(empty.status, 204);
  EXPECT_FALSE(empty.headers.contains("content-length"));
  EXPECT_EQ(client.answer().body, "now");
}

TEST(Server, KeepsTheConnectionForFurtherRequests) {
  const Running running;
  Client client(running.port());
  for (int i = 0; i < 5; ++i) {
    client.send(post("/echo", std::to_string(i)));
    EXPECT_EQ(client.answer().body, "POST /echo  " + std::to_string(i));
  }
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
  const Running running;
  Client client(running.port());
  std::string requests;
  for (int i = 0; i < 50; ++i) {
    requests += post("/echo", std::to_string(i)) + get("/now");
    if (i % 10 == 0) requests += "\r\n";
  }
  client.send(requests);
  for (int i = 0; i < 50; ++i) {
    ASSERT_EQ(client.answer().body, "POST /echo  " + std::to_string(i));
    ASSERT_EQ(client.answer().body, "now");
  }
}

TEST(Server, ReadsARequestThatComesByteByByte) {
  const Running running;
  Client client(running.port());
  const std::string request =
      "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
      "3;x=y\r\nabc\r\n1\r\nd\r\n0\r\nX-Trailer: t\r\n\r\n";
  for (const char c : request) {
    client.send({&c, 1});
    std::this_thread::sleep_for(500us);
  }
  EXPECT_EQ(client.answer().body, "POST /echo  abcd");
  client.send(
      "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
  EXPECT_EQ(client.answer().body, "POST /echo  ");
}

TEST(Server, ClosesWhenTheClientAsksForIt) {
  const Running running;
  for (const auto& request :
       {get("/x", "Connection: close\r\n"), std::string("GET /x HTTP/1.0\r\n\r\n")}) {
    Client client(running.port());
    client.send(request);
    const auto answer = client.answer();
    EXPECT_EQ(answer.body, "hello");
    EXPECT_EQ(answer.headers.at("connection"), "close");
    EXPECT_TRUE(client.closed_within(1s));
  }
}

TEST(Server, KeepsAnOldConnectionWhenAsked) {
  const Running running;
  Client client(running.port());
  for (int i = 0; i < 2; ++i) {
    client.send("GET /x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(client.answer().headers.at("connection"), "keep-alive");
  }
}

TEST(Server, AsksForABodyThatTheClientHoldsBack) {
  const Running running;
  Client client(running.port());
  client.send(
      "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nExpect: "
      "100-continue\r\n\r\n");
  EXPECT_EQ(client.wait_for("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("body");
  EXPECT_EQ(client.answer().body, "POST /echo  body");
}

TEST(Server, RefusesALargeBodyBeforeItIsSent) {
  const Running running({.body_limit = 1'000});
  Client client(running.port());
  client.send(
      "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1001\r\nExpect: "
      "100-continue\r\n\r\n");
  EXPECT_EQ(client.answer().status, 413);
}

TEST(Server, TakesAModestCorrelationIdFromTheClientAndMakesItsOwnOtherwise) {
  const Running running;
  const auto id_for = [&](const std::string& offered) {
    return running.ask(get("/x", "X-Correlation-Id: " + offered + "\r\n"))
        .headers.at("x-correlation-id");
  };
  EXPECT_EQ(id_for("Round-7-b"), "Round-7-b");
  EXPECT_EQ(id_for(std::string(64, 'a')), std::string(64, 'a'));
  for (const std::string offered : {"short", "has spaces in it", "under_score", "<script>1"}) {
    EXPECT_EQ(id_for(offered).size(), 36U) << offered;
  }
  EXPECT_EQ(id_for(std::string(65, 'a')).size(), 36U);
}

TEST(Server, AnswersAnExceptionWith500AndTellsTheLog) {
  Running running;
  Client client(running.port());
  client.send(get("/throw", "Accept-Language: en\r\n"));
  const auto answer = client.answer();
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.headers.at("content-type"), "application/problem+json");
  EXPECT_EQ(answer.headers.at("content-language"), "en");
  EXPECT_EQ(code_of(answer), "internal_error");
  EXPECT_EQ(answer.body.find("secret"), std::string::npos);
  const auto& id = answer.headers.at("x-correlation-id");
  EXPECT_EQ(boost::json::parse(answer.body).at("correlation_id").as_string(), id);
  EXPECT_EQ(running.failures(), std::vector{id + " secret"});
  client.send(get("/x"));
  EXPECT_EQ(client.answer().body, "hello");
}

TEST(Server, NeverLetsAHeaderOfTheHandlerBecomeTwo) {
  Running running;
  const auto answer = running.ask(get("/split"));
  EXPECT_EQ(answer.status, 500);
  EXPECT_FALSE(answer.headers.contains("set-cookie"));
  EXPECT_EQ(running.failures().size(), 1U);
}

TEST(Server, TellsTheLogOfEveryAnswer) {
  Running running;
  running.ask(get("/x?secret=1"));
  running.ask(get("/throw"));
  running.ask("nonsense\r\n\r\n");
  running.ask("PATCH /x HTTP/1.1\r\nHost: localhost\r\n\r\n");
  EXPECT_EQ(running.log(), (std::vector<std::string>{"200 /x", "500 /throw", "400 ", "405 /x"}));
}

TEST(Server, AllowsOnlyTheMethodsThatItKnows) {
  Running running;
  for (const std::string method : {"PATCH", "OPTIONS", "TRACE", "BREW"}) {
    const auto answer = running.ask(method + " /x HTTP/1.1\r\nHost: localhost\r\n\r\n");
    ASSERT_TRUE(answer.came()) << method;
    EXPECT_EQ(answer.status, 405) << method;
    EXPECT_EQ(answer.headers.at("allow"), "GET, HEAD, POST, PUT, DELETE");
  }
  EXPECT_EQ(running.ask("PUT /echo HTTP/1.1\r\nHost: localhost\r\n\r\n").body, "PUT /echo  ");
  EXPECT_EQ(running.ask("DELETE /echo HTTP/1.1\r\nHost: localhost\r\n\r\n").body, "DELETE /echo  ");
}

TEST(Server, AnswersWith503WhenTooManyRequestsWait) {
  Running running({.workers = 1, .queue_limit = 1});
  Client first(running.port());
  first.send(get("/gate"));
  running.gate.wait_until_waiting(1);
  Client second(running.port());
  second.send(get("/gate"));
  Client third(running.port());
  // Which of the two comes first is for the system to decide, so wait until one was refused.
  third.send(get("/x"));
  std::this_thread::sleep_for(50ms);
  const auto refused = running.ask(get("/x"));
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(code_of(refused), "service_unavailable");
  EXPECT_EQ(refused.headers.at("retry-after"), "1");
  EXPECT_EQ(running.ask(get("/now")).body, "now") << "needs no worker";
  running.gate.open();
  EXPECT_EQ(first.answer().body, "through");
}

TEST(Server, NamesThePortThatIsInUse) {
  const Running running;
  Server second({.port = running.port()}, {});
  const auto started = second.start();
  ASSERT_FALSE(started.has_value());
  EXPECT_EQ(started.error().code, ErrorCode::port_in_use);
  EXPECT_EQ(started.error().parameters.at("port"), std::to_string(running.port()));
}

TEST(Server, CannotListenOnAnAddressOfAnother) {
  Server server({.address = "192.0.2.1", .port = 0}, {});
  const auto started = server.start();
  ASSERT_FALSE(started.has_value());
  EXPECT_EQ(started.error().code, ErrorCode::internal_error);
  EXPECT_NE(started.error().internal.find("192.0.2.1"), std::string::npos);
}

TEST(Server, ListensByNameToo) {
  const Running running({.address = "localhost"});
  EXPECT_NE(running.port(), 0);
}

TEST(Server, ServesManyClientsOnSeveralThreads) {
  Running running({.io_threads = 2, .workers = 3});
  std::atomic<int> right = 0;
  std::vector<std::thread> clients;
  for (int c = 0; c < 8; ++c) {
    clients.emplace_back([&, c] {
      Client client(running.port());
      for (int i = 0; i < 100; ++i) {
        const auto body = std::to_string(c * 1'000 + i);
        client.send(post("/echo", body) + get("/now"));
        if (client.answer().body == "POST /echo  " + body) ++right;
        if (client.answer().body == "now") ++right;
      }
    });
  }
  for (auto& client : clients) client.join();
  EXPECT_EQ(right, 1'600);
}

}  // namespace
}  // namespace regie::http::test
