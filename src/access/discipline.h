#pragma once

#include <boost/describe.hpp>

namespace regie::access {

/// For what a person signs: what the name under an assessment stands for.
enum class Discipline { cmio, ciso, dpo, medical_physicist, legal, ethics, client_council };
BOOST_DESCRIBE_ENUM(Discipline, cmio, ciso, dpo, medical_physicist, legal, ethics, client_council)

}  // namespace regie::access
