#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <iostream>

#include "cli/commands.h"
#include "cli/log.h"
#include "http/server.h"
#include "web/static_files.h"

namespace regie::cli {
namespace {

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

http::Response refusal(const http::Request& request, ErrorCode code) {
  return http::problem({.code = code}, request.language(), request.correlation_id);
}

http::Response handle(House& house, const http::Request& request) {
  try {
    if (auto response = house.api().handle(request)) return std::move(*response);
    return refusal(request, ErrorCode::not_found);
  } catch (const storage::StorageUnavailable& unavailable) {
    house.metrics().storage_unavailable();
    log(LogLevel::error, "storage_unavailable",
        {{"correlation", request.correlation_id}, {"reason", unavailable.what()}});
    return refusal(request, unavailable.code()).with("Retry-After", "5");
  } catch (const storage::AuditTrailDamaged& damaged) {
    log(LogLevel::error, "audit_trail_damaged",
        {{"correlation", request.correlation_id}, {"reason", damaged.what()}});
    return refusal(request, ErrorCode::audit_trail_damaged);
  }
}

/// Why the body that follows is not wanted.
std::optional<Error> refusal_of(House& house, const http::Request& request) {
  try {
    return house.api().refusal_before_body(request);
  } catch (const storage::StorageUnavailable& unavailable) {
    house.metrics().storage_unavailable();
    return Error{.code = unavailable.code()};
  }
}

/// What was asked, without of whom: the path itself can hold an id.
std::string route_name(House& house, const http::Request& request, int status) {
  const auto route = house.api().route_of(request);
  if (!route.empty()) return std::string(route);
  return status < 400 ? "web" : "none";
}

http::ServerHooks hooks(House& house, const web::StaticFiles& files) {
  return {
      .body_limit =
          [&house](const http::Request& request) { return house.api().body_limit(request); },
      .to_file = [&house](const http::Request& request) { return house.api().to_file(request); },
      .admit = [&house](const http::Request& request) { return refusal_of(house, request); },
      .immediate = [&files](const http::Request& request) -> std::optional<http::Response> {
        if (request.path == "/health" || request.path == "/openapi.json" ||
            request.path == "/metrics")
          return std::nullopt;
        return files.find(request);
      },
      .handle = [&house](const http::Request& request) { return handle(house, request); },
      .answered =
          [&house](const http::Request& request, int status, std::int64_t microseconds) {
            const auto route = route_name(house, request, status);
            const auto method = http::to_text(request.method);
            house.metrics().answered(method, route, status,
                                     static_cast<double>(microseconds) / 1e6);
            log(LogLevel::info, "request",
                {{"correlation", request.correlation_id},
                 {"method", method},
                 {"route", route},
                 {"status", status},
                 {"microseconds", microseconds}});
          },
      .failed =
          [&house](const http::Request& request, const std::string& what) {
            house.metrics().failed();
            log(LogLevel::error, "failure",
                {{"correlation", request.correlation_id},
                 {"route", route_name(house, request, 500)},
                 {"reason", what}});
          }};
}

/// Sets up the invented organisations. Gives a line that says how to sign in, or nothing.
Result<std::string> set_up_examples(const Context& context, const ServeOptions& options,
                                    House& house) {
  if (!options.example && !options.hub) return std::string();
  const auto password = TRY(example_password(context.configuration));
  std::vector<std::string> addresses;
  if (options.example) addresses.push_back(TRY(house.add_example(password)));
  if (options.hub) addresses.push_back(TRY(house.example_hub().add(password)));
  const auto& terminal = context.terminal;
  return std::string(terminal.say("Log in als ", "Sign in as ")) +
         joined(addresses, std::string(terminal.say(" of ", " or "))) +
         std::string(terminal.say(" met wachtwoord ", " with password ")) + password;
}

}  // namespace

int serve(const Context& context, const ServeOptions& options) {
  const auto& terminal = context.terminal;
  const auto signals = hold_signals();
  take_descriptors();
  start_log(context.configuration.log_level);

  auto opened = House::open(context.configuration, context.embedded, Opening::create);
  if (!opened) return terminal.fail(opened.error());
  auto& house = **opened;
  const auto prepared = set_up_examples(context, options, house);
  if (!prepared) return terminal.fail(prepared.error());
  const auto& sign_in = *prepared;

  const web::StaticFiles files(context.embedded.web);
  http::Server server({.address = context.configuration.address,
                       .port = context.configuration.port,
                       .tls_certificate = context.configuration.tls_certificate,
                       .tls_key = context.configuration.tls_key,
                       .trusted_proxies = context.configuration.trusted_proxies,
                       .workers = static_cast<std::size_t>(context.configuration.workers)},
                      hooks(house, files));
  if (const auto started = server.start(); !started) return terminal.fail(started.error());

  const auto& configuration = context.configuration;
  const auto host = configuration.address == "127.0.0.1" || configuration.address == "0.0.0.0"
                        ? std::string("localhost")
                        : configuration.address;
  std::cout << terminal.say("Regie draait op ", "Regie runs at ")
            << (configuration.has_tls() ? "https://" : "http://") << host << ":" << server.port()
            << "\n";
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
  log(LogLevel::info, "stopping", {});
  server.stop();
  return 0;
}

}  // namespace regie::cli
