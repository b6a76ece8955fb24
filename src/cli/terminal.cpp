#include "cli/terminal.h"

#include <termios.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <iostream>

namespace regie::cli {

int Terminal::fail(const Error& error) const {
  const auto& found = entry(error.code);
  auto text = sentence(error.code, error.parameters, language);
  for (const auto& field : error.fields)
    text += "\n  " + field.pointer + ": " + sentence(field.code, field.parameters, language);
  if (json)
    std::cout << boost::json::serialize(boost::json::object{{"error", found.id}, {"message", text}})
              << std::endl;
  else
    std::cerr << "regie: " << text << std::endl;
  return found.exit_code;
}

std::string read_secret(std::string_view prompt) {
  termios before{};
  const bool is_terminal = ::tcgetattr(STDIN_FILENO, &before) == 0;
  if (is_terminal) {
    std::cerr << prompt << std::flush;
    auto silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
  }
  std::string secret;
  std::getline(std::cin, secret);
  if (is_terminal) {
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    std::cerr << std::endl;
  }
  return secret;
}

}  // namespace regie::cli
