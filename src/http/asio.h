#pragma once

// Private to src/http. The one place where Asio and Beast are included, so that every source file
// sees them with the same settings: their code is compiled once, in asio.cpp.

#ifndef BOOST_ASIO_SEPARATE_COMPILATION
#define BOOST_ASIO_SEPARATE_COMPILATION
#endif
#ifndef BOOST_BEAST_SEPARATE_COMPILATION
#define BOOST_BEAST_SEPARATE_COMPILATION
#endif

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace regie::http {

namespace asio = boost::asio;
namespace beast = boost::beast;

/// What a connection is: TLS changes this line and the places that use `lowest_layer` operations.
using Socket = asio::ip::tcp::socket;

using Parser = beast::http::request_parser<beast::http::string_body>;
using Failure = boost::system::error_code;

/// Completion as a tuple that begins with the error, instead of an exception.
inline constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable);

}  // namespace regie::http
