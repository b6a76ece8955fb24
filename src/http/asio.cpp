#include "http/asio.h"

// With sanitizers GCC 12 takes the storage of an empty boost::optional for a mistake.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"

#include <boost/asio/impl/src.hpp>
#include <boost/asio/ssl/impl/src.hpp>
#include <boost/beast/src.hpp>
