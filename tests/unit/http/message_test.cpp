#include "http/message.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace regie::http {
namespace {

TEST(Request, FindsACookieAmongOthers) {
  const Request request{.headers = {{"cookie", "a=1; regie_session=\"xyz\"; b; regie=2=3;c=4"}}};
  EXPECT_EQ(request.cookie("regie_session"), "xyz");
  EXPECT_EQ(request.cookie("regie"), "2=3");
  EXPECT_EQ(request.cookie("c"), "4");
  EXPECT_EQ(request.cookie("b"), std::nullopt);
  EXPECT_EQ(request.cookie("session"), std::nullopt);
}

TEST(Request, SpeaksDutchUnlessAskedOtherwise) {
  EXPECT_EQ(Request{}.language(), Language::nl);
  EXPECT_EQ((Request{.headers = {{"accept-language", "en-GB"}}}.language()), Language::en);
}

TEST(Response, GivesItsTextWhereverItLives) {
  static constexpr std::string_view kText = "static";
  EXPECT_EQ(Response{.body = std::string("owned")}.text(), "owned");
  EXPECT_EQ(Response{.body = std::span<const char>(kText)}.text(), "static");
}

TEST(Problem, TellsWhatHappenedInTheLanguageOfTheReader) {
  const Error error{.code = ErrorCode::body_too_large, .parameters = {{"limit", "99"}}};
  const auto response = problem(error, Language::en, "0123-abcd");
  EXPECT_EQ(response.status, 413);
  const auto document = boost::json::parse(response.text()).as_object();
  EXPECT_EQ(document.at("type"), "urn:regie:problem:body_too_large");
  EXPECT_EQ(document.at("code"), "body_too_large");
  EXPECT_EQ(document.at("status"), 413);
  EXPECT_EQ(document.at("correlation_id"), "0123-abcd");
  EXPECT_EQ(document.at("detail"), "The content is too large. At most 99 bytes fit.");
  EXPECT_TRUE(document.at("errors").as_array().empty());
  const auto dutch = problem(error, Language::nl, "0123-abcd");
  EXPECT_NE(dutch.text(), response.text());
  using Headers = decltype(response.headers);
  EXPECT_EQ(response.headers,
            (Headers{{"Content-Type", "application/problem+json"}, {"Content-Language", "en"}}));
}

TEST(Problem, NamesEachFieldAndEscapesWhatUsersWrote) {
  const Error error{.code = ErrorCode::invalid_request,
                    .fields = {{.pointer = "/na\"me\n", .code = ErrorCode::missing_field},
                               {.pointer = "/code", .code = ErrorCode::unknown_field}}};
  const auto document = boost::json::parse(problem(error, Language::nl, "id").text()).as_object();
  const auto& errors = document.at("errors").as_array();
  ASSERT_EQ(errors.size(), 2U);
  EXPECT_EQ(errors[0].at("pointer"), "/na\"me\n");
  EXPECT_EQ(errors[0].at("code"), "missing_field");
  EXPECT_EQ(errors[1].at("pointer"), "/code");
  EXPECT_FALSE(errors[1].at("detail").as_string().empty());
}

TEST(Problem, KeepsWhatIsForTheLogAloneInside) {
  const Error error{.code = ErrorCode::internal_error, .internal = "disk on fire"};
  const auto response = problem(error, Language::en, "0123-abcd");
  EXPECT_EQ(response.text().find("disk on fire"), std::string_view::npos);
  EXPECT_NE(boost::json::parse(response.text()).at("detail").as_string().find("0123-abcd"),
            boost::json::string::npos);
}

}  // namespace
}  // namespace regie::http
