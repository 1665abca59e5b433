// Which text may be the password of an account. Not its business: whether it is the right one (password_hasher.hpp).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "server/hub/names.hpp"

namespace parley::accounts {

inline constexpr std::size_t kPasswordLeast = 8;   ///< code points (NIST SP 800-63B §5.1.1.1)
inline constexpr std::size_t kPasswordMost = 128;  ///< code points
inline constexpr std::size_t kPasswordBytes = 1024;

/// Every character counts, spaces too; nothing is trimmed. Empty if the password may be `name`'s, else a sentence of cause and
/// next step for whoever chose it. It never quotes the password.
std::string problem_of_password(std::string_view password, const hub::Name& name);

}  // namespace parley::accounts
