#pragma once

#include <cstdint>

#include "http/asio.h"
#include "http/body_file.h"

namespace regie::http {

// Private to src/http.

/// How Beast hands over a body that goes to a file.
struct FileBody {
  using value_type = std::shared_ptr<BodyFile>;

  class reader {
   public:
    template <bool kIsRequest, class Fields>
    reader(beast::http::header<kIsRequest, Fields>&, value_type& file) : file_(file) {}

    void init(const boost::optional<std::uint64_t>&, Failure& failure) { failure = {}; }
    template <class Buffers>
    std::size_t put(const Buffers& buffers, Failure& failure) {
      std::size_t count = 0;
      for (auto at = asio::buffer_sequence_begin(buffers); at != asio::buffer_sequence_end(buffers);
           ++at) {
        const asio::const_buffer part = *at;
        if (!file_->append({static_cast<const char*>(part.data()), part.size()})) {
          failure = boost::system::errc::make_error_code(boost::system::errc::no_space_on_device);
          return count;
        }
        count += part.size();
      }
      failure = {};
      return count;
    }
    void finish(Failure& failure) { failure = {}; }

   private:
    value_type& file_;
  };
};

using FileParser = beast::http::request_parser<FileBody>;

}  // namespace regie::http
