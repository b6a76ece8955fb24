#pragma once

// Private to src/http. The one place where headers of Asio and Beast are included (but for
// asio.cpp, which compiles their code): a source file that took one by itself would compile a
// second copy in another mode, and the linker would mix the two without a word.
#ifdef BOOST_ASIO_HEADER_ONLY
#error "Asio was included before http/asio.h"
#endif

#ifndef BOOST_ASIO_SEPARATE_COMPILATION
#define BOOST_ASIO_SEPARATE_COMPILATION
#endif
#ifndef BOOST_BEAST_SEPARATE_COMPILATION
#define BOOST_BEAST_SEPARATE_COMPILATION
#endif
// GCC's thread sanitizer does not know fences, and refuses to compile them.
#if defined(__SANITIZE_THREAD__) && !defined(BOOST_ASIO_DISABLE_FENCED_BLOCK)
#define BOOST_ASIO_DISABLE_FENCED_BLOCK
#endif

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace regie::http {

namespace asio = boost::asio;
namespace beast = boost::beast;

using Socket = asio::ip::tcp::socket;
/// TLS over a socket that somebody else owns.
using Secure = asio::ssl::stream<Socket&>;

using Parser = beast::http::request_parser<beast::http::string_body>;
using AnyParser = beast::http::basic_parser<true>;
using Failure = boost::system::error_code;

/// Completion as a tuple that begins with the error, instead of an exception.
inline constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable);

}  // namespace regie::http
