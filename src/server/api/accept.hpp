// Which of two forms a request would rather have (RFC 9110 §12.5.1).
#pragma once

#include <string_view>

namespace parley::api {

/// Whether `Accept` names text/plain before JSON: with a higher weight, or with the same one and earlier. Wildcards mean JSON.
bool prefers_plain_text(std::string_view accept);

}  // namespace parley::api
