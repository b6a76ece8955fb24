#include "cli/commands.h"

#include <fcntl.h>
#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "access/instance_service.h"
#include "access/password.h"
#include "access/store.h"
#include "base/enumeration.h"
#include "cli/chains.h"
#include "cli/version.h"
#include "cli/with_house.h"

namespace regie::cli {
namespace {

namespace json = boost::json;

void print(const json::value& value) { std::cout << json::serialize(value) << std::endl; }

std::string roles_text(const std::vector<access::RoleGrant>& grants) {
  std::vector<std::string> names;
  for (const auto& grant : grants)
    names.push_back(std::string(enum_text(grant.role)) + (grant.department ? "*" : ""));
  return joined(names, ", ");
}

}  // namespace

storage::Actor terminal_actor() {
  const auto* user = ::getpwuid(::geteuid());
  return {user != nullptr ? user->pw_name : "?", std::nullopt, "command line"};
}

Result<std::string> example_password(const Configuration& configuration) {
  const auto file = configuration.data + "/example-password.txt";
  if (std::ifstream stream(file); stream) {
    std::string password;
    std::getline(stream, password);
    if (!password.empty()) return password;
  }
  std::error_code error;
  std::filesystem::create_directories(configuration.data, error);
  const auto password = access::temporary_password();
  const int handle = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  const auto line = password + "\n";
  const bool written =
      handle >= 0 && ::write(handle, line.data(), line.size()) == static_cast<ssize_t>(line.size());
  if (handle >= 0) ::close(handle);
  if (!written)
    return failure({.code = ErrorCode::data_folder_unwritable,
                    .parameters = {{"folder", configuration.data}}});
  return password;
}

int user_add(const Context& context, const UserAddOptions& options) {
  access::NewUser user{.email = options.email,
                       .name = options.name,
                       .organisation = options.organisation,
                       .may_found = options.new_organisation,
                       .kind = options.sector_body ? access::OrganisationKind::sector_body
                                                   : access::OrganisationKind::hospital};
  for (const auto& name : options.roles) {
    const auto role = enum_from<access::Role>(name);
    if (!role)
      return context.terminal.fail(
          {.code = ErrorCode::unknown_value,
           .parameters = {{"allowed", joined(enum_names<access::Role>(), ", ")}}});
    user.roles.push_back(*role);
  }
  if (options.password_from_input)
    user.password = read_secret(context.terminal.say("Wachtwoord: ", "Password: "));
  return with_house(context, Opening::create, [&](House& house) -> Result<void> {
    access::InstanceService service(house.database(), terminal_actor());
    const auto added = TRY(service.add(user));
    if (context.terminal.json) {
      json::object document{{"email", options.email}, {"organisation", options.organisation}};
      document["temporary_password"] =
          added.temporary_password ? json::value(*added.temporary_password) : json::value(nullptr);
      print(document);
      return {};
    }
    std::cout << options.email << ": " << options.organisation << "\n";
    if (added.temporary_password)
      std::cout << context.terminal.say("Tijdelijk wachtwoord: ", "Temporary password: ")
                << *added.temporary_password << "\n"
                << context.terminal.say(
                       "Bij de eerste keer inloggen kiest deze persoon een eigen wachtwoord.",
                       "At the first sign-in this person chooses an own password.")
                << std::endl;
    return {};
  });
}

int user_list(const Context& context) {
  return with_house(context, Opening::existing, [&](House& house) -> Result<void> {
    access::InstanceService service(house.database(), terminal_actor());
    json::array items;
    for (const auto& line : service.list()) {
      if (context.terminal.json) {
        json::array roles;
        for (const auto& grant : line.grants) roles.emplace_back(enum_text(grant.role));
        items.push_back({{"email", line.email},
                         {"name", line.name},
                         {"organisation", line.organisation},
                         {"active", line.active},
                         {"roles", std::move(roles)}});
      } else {
        std::cout << line.organisation << "\t" << line.email << "\t" << line.name << "\t"
                  << roles_text(line.grants)
                  << (line.active ? "" : context.terminal.say("\tniet actief", "\tinactive"))
                  << "\n";
      }
    }
    if (context.terminal.json) print(items);
    std::cout << std::flush;
    return {};
  });
}

int user_reset_password(const Context& context, const std::string& email) {
  return with_house(context, Opening::existing, [&](House& house) -> Result<void> {
    access::InstanceService service(house.database(), terminal_actor());
    const auto password = TRY(service.reset_password(email));
    if (context.terminal.json)
      print({{"email", email}, {"temporary_password", password}});
    else
      std::cout << context.terminal.say("Tijdelijk wachtwoord: ", "Temporary password: ")
                << password << std::endl;
    return {};
  });
}

int user_deactivate(const Context& context, const std::string& email,
                    const std::string& organisation) {
  return with_house(context, Opening::existing, [&](House& house) -> Result<void> {
    access::InstanceService service(house.database(), terminal_actor());
    TRY(service.deactivate(email, organisation));
    if (context.terminal.json) print({{"email", email}, {"active", false}});
    return {};
  });
}

int audit_verify(const Context& context) {
  return with_house(context, Opening::existing, [&](House& house) -> Result<void> {
    const auto chains = verify_all_chains(house.database(), context.terminal);
    json::array reports;
    for (const auto& [organisation, report] : chains) {
      json::object line{
          {"organisation", organisation}, {"intact", report.intact}, {"entries", report.entries}};
      if (report.first_broken) {
        line["first_broken"] = *report.first_broken;
        line["reason"] = *report.reason;
      } else if (!context.terminal.json) {
        std::cout << organisation << ": " << report.entries
                  << context.terminal.say(" regels, keten klopt", " entries, chain intact") << "\n";
      }
      reports.push_back(std::move(line));
    }
    std::cout << std::flush;
    if (context.terminal.json) {
      const auto whole = refuse_broken(chains);
      print({{"intact", whole.has_value()}, {"chains", std::move(reports)}});
      if (!whole) std::exit(entry(whole.error().code).exit_code);
      return {};
    }
    return refuse_broken(chains);
  });
}

int migrate(const Context& context) {
  return with_house(context, Opening::create, [&](House& house) -> Result<void> {
    if (context.terminal.json)
      print({{"database", house.database().description()}, {"step", house.schema_step()}});
    else
      std::cout << house.database().description()
                << context.terminal.say(": bij, stap ", ": up to date, step ")
                << house.schema_step() << std::endl;
    return {};
  });
}

int openapi(const Context& context) {
  std::cout << openapi_document(context.embedded) << std::flush;
  return 0;
}

int version(const Context& context) {
  if (context.terminal.json)
    print({{"version", kVersion}});
  else
    std::cout << "Regie " << kVersion << std::endl;
  return 0;
}

int example_add(const Context& context) {
  return with_house(context, Opening::create, [&](House& house) -> Result<void> {
    const auto password = TRY(example_password(context.configuration));
    const auto administrator = TRY(house.add_example(password));
    if (context.terminal.json)
      print({{"email", administrator}, {"password", password}});
    else
      std::cout << administrator << " / " << password << std::endl;
    return {};
  });
}

int example_remove(const Context& context) {
  return with_house(context, Opening::existing, [&](House& house) -> Result<void> {
    TRY(house.example().remove());
    std::error_code ignored;
    std::filesystem::remove(context.configuration.data + "/example-password.txt", ignored);
    if (context.terminal.json)
      print({{"removed", true}});
    else
      std::cout << context.terminal.say("Het voorbeeld is verwijderd. Het auditspoor ervan blijft.",
                                        "The example was removed. Its audit trail stays.")
                << std::endl;
    return {};
  });
}

}  // namespace regie::cli
