#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <iostream>

#include "cli/commands.h"
#include "http/server.h"
#include "web/static_files.h"

namespace regie::cli {
namespace {

/// The largest import as base64 fits, with its mapping.
constexpr std::size_t kBodyLimit = portfolio::kLargestImport / 3 * 4 + 1024 * 1024;

spdlog::level::level_enum level_of(const std::string& name) {
  if (name == "debug") return spdlog::level::debug;
  if (name == "warning") return spdlog::level::warn;
  return name == "error" ? spdlog::level::err : spdlog::level::info;
}

/// Blocks the signals that end the program in every thread, so that one can wait for them.
sigset_t hold_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signals;
}

/// A thousand idle connections are more than the 1,024 descriptors that most systems start with.
void take_descriptors() {
  constexpr rlim_t kEnough = 8'192;
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= kEnough) return;
  limit.rlim_cur = std::min(limit.rlim_max, kEnough);
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

http::ServerHooks hooks(access::Api& api, const web::StaticFiles& files) {
  return {.immediate = [&files](const http::Request& request) -> std::optional<http::Response> {
            if (request.path == "/health" || request.path == "/openapi.json") return std::nullopt;
            return files.find(request);
          },
          .handle =
              [&api](const http::Request& request) {
                try {
                  if (auto response = api.handle(request)) return std::move(*response);
                  return http::problem({.code = ErrorCode::not_found}, request.language(),
                                       request.correlation_id);
                } catch (const storage::StorageUnavailable& unavailable) {
                  spdlog::error("{} storage unavailable: {}", request.correlation_id,
                                unavailable.what());
                  return http::problem({.code = unavailable.code()}, request.language(),
                                       request.correlation_id)
                      .with("Retry-After", "5");
                }
              },
          .answered =
              [](const http::Request& request, int status, std::int64_t microseconds) {
                spdlog::debug("{} {} {} {} {}us", request.correlation_id,
                              http::to_text(request.method), request.path, status, microseconds);
              },
          .failed =
              [](const http::Request& request, const std::string& what) {
                spdlog::error("{} {} {}: {}", request.correlation_id, http::to_text(request.method),
                              request.path, what);
              }};
}

}  // namespace

int serve(const Context& context, bool with_example) {
  const auto& terminal = context.terminal;
  const auto signals = hold_signals();
  take_descriptors();
  spdlog::set_default_logger(spdlog::stderr_logger_mt("regie"));
  spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%e %l %v");
  spdlog::set_level(level_of(context.configuration.log_level));

  auto opened = House::open(context.configuration, context.embedded, Opening::create);
  if (!opened) return terminal.fail(opened.error());
  auto& house = **opened;
  std::string sign_in;
  if (with_example) {
    const auto password = example_password(context.configuration);
    if (!password) return terminal.fail(password.error());
    const auto administrator = house.example().add(*password);
    if (!administrator) return terminal.fail(administrator.error());
    sign_in = std::string(terminal.say("Log in als ", "Sign in as ")) + *administrator +
              std::string(terminal.say(" met wachtwoord ", " with password ")) + *password;
  }

  const web::StaticFiles files(context.embedded.web);
  http::Server server({.address = context.configuration.address,
                       .port = context.configuration.port,
                       .workers = static_cast<std::size_t>(context.configuration.workers),
                       .body_limit = kBodyLimit},
                      hooks(house.api(), files));
  if (const auto started = server.start(); !started) return terminal.fail(started.error());

  const auto& configuration = context.configuration;
  const auto host = configuration.address == "127.0.0.1" || configuration.address == "0.0.0.0"
                        ? std::string("localhost")
                        : configuration.address;
  std::cout << terminal.say("Regie draait op ", "Regie runs at ") << "http://" << host << ":"
            << server.port() << "\n";
  if (!sign_in.empty())
    std::cout << sign_in << "\n";
  else if (house.sessions().is_first_start())
    std::cout << terminal.say("Er is nog geen account. Maak de eerste beheerder met:",
                              "There is no account yet. Make the first administrator with:")
              << "\n  regie user add --data " << configuration.data
              << " --email ... --name ... --role administrator --organisation ... "
                 "--new-organisation\n";
  std::cout << std::flush;

  int signal = 0;
  sigwait(&signals, &signal);
  spdlog::info("stopping");
  server.stop();
  return 0;
}

}  // namespace regie::cli
