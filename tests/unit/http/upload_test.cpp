#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "client.h"
#include "http/server.h"

namespace regie::http::test {
namespace {

std::string content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A server that keeps the body of /upload in a file, and answers with its size and hash.
class Uploads : public ::testing::Test {
 protected:
  Uploads() : folder_(::testing::TempDir() + "regie-uploads") {
    std::filesystem::create_directories(folder_);
    ServerOptions options;
    options.port = 0;
    options.upload_folder = folder_;
    options.uploads_limit = 60'000'000;
    server_.emplace(std::move(options),
                    ServerHooks{.body_limit = [](const Request&) { return 50'000'000; },
                                .to_file = [](const Request& r) { return r.path == "/upload"; },
                                .admit = [this](const Request& r) { return admit(r); },
                                .immediate = {},
                                .handle = [this](const Request& r) { return handle(r); },
                                .answered = {},
                                .failed = {}});
    EXPECT_TRUE(server_->start());
  }

  std::optional<Error> admit(const Request& request) const {
    if (request.header("x-stranger")) return Error{.code = ErrorCode::forbidden};
    return std::nullopt;
  }
  Response handle(const Request& request) {
    ++handled_;
    if (!request.body_file) return {.body = "memory " + request.body};
    const auto whole = content(request.body_file->path());
    return {.body = std::to_string(request.body_file->size()) + " " +
                    std::to_string(std::hash<std::string>()(whole)) + request.body};
  }

  std::string folder_;
  std::atomic<int> handled_ = 0;
  std::optional<Server> server_;
};

TEST_F(Uploads, ArriveByteForByteInAFileThatNobodyElseSees) {
  std::string body(40'000'000, '\0');
  for (std::size_t at = 0; at < body.size(); ++at) body[at] = static_cast<char>(at * 2654435761U >> 13);
  const auto answer = ask(server_->port(), post("/upload", body));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "40000000 " + std::to_string(std::hash<std::string>()(body)));
  EXPECT_TRUE(std::filesystem::is_empty(folder_));
}

TEST_F(Uploads, ComeInChunksToo) {
  const auto answer = ask(server_->port(),
                          "POST /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                          "5\r\nscore\r\n3\r\n,y\n\r\n0\r\n\r\n");
  EXPECT_EQ(answer.body, "8 " + std::to_string(std::hash<std::string>()("score,y\n")));
}

TEST_F(Uploads, AreRefusedBeforeTheirBodyIsReadWhenTheyAreNotAllowed) {
  Client client(server_->port());
  client.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 40000000\r\nx-stranger: 1\r\n\r\n");
  EXPECT_EQ(client.answer().status, 403);
  EXPECT_EQ(handled_, 0);
}

TEST_F(Uploads, AreRefusedWhenTheyAreTooLargeOrTooManyAtOnce) {
  const auto head = [](std::string_view length) {
    return "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::string(length) + "\r\n\r\n";
  };
  Client large(server_->port());
  large.send(head("50000001"));
  EXPECT_EQ(large.answer().status, 413);
  Client first(server_->port());
  first.send(head("40000000") + std::string(1'000, 'x'));
  Client second(server_->port());
  // The first has its share as soon as its header was read.
  for (int attempt = 0; attempt < 100; ++attempt) {
    const auto answer = ask(server_->port(), post("/upload", std::string(30'000'000, 'y')));
    if (answer.status == 503) return;
  }
  FAIL() << "both were let in";
}

TEST_F(Uploads, LeaveOtherBodiesInMemoryAndTheConnectionOpen) {
  Client client(server_->port());
  client.send(post("/upload", "abc"));
  EXPECT_EQ(client.answer().body, "3 " + std::to_string(std::hash<std::string>()("abc")));
  client.send(post("/other", "abc"));
  EXPECT_EQ(client.answer().body, "memory abc");
}

}  // namespace
}  // namespace regie::http::test
