// What is said about a request that could not be read.
#pragma once

#include <optional>
#include <string_view>

#include <boost/system/error_code.hpp>

namespace parley::net {

/// The status that says what was wrong; nothing if the peer has gone.
std::optional<unsigned> status_of(const boost::system::error_code& error);

/// A sentence for such a status.
std::string_view sentence_of(unsigned status);

}  // namespace parley::net
