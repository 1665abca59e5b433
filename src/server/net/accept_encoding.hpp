// Accept-Encoding (RFC 9110 §12.5.3): which of the encodings that a file exists in the client likes best.
#pragma once

#include <string_view>

namespace parley::net {

/// The client's liking of an encoding in thousandths, 0 to 1000; 0 means: not acceptable. `encoding` is "br", "gzip" or
/// "identity". A malformed part of the header counts as absent.
int encoding_quality(std::string_view accept_encoding, std::string_view encoding);

}  // namespace parley::net
