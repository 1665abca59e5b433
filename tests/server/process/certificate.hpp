// Certificates of a test's own, in a folder that is gone when the test is over.
#pragma once

#include <string>
#include <vector>

#include "tests/server/process/server_process.hpp"

namespace parley::test {

struct CertificateFiles {
  std::string certificate;
  std::string key;
  std::string serial;  ///< what tells it from another

  /// Options that make the server speak TLS with it.
  std::vector<std::string> options() const { return {"--tls-cert", certificate, "--tls-key", key}; }
};

/// Writes `name`.pem and `name`.key: self-signed, for localhost, with a key of P-256.
CertificateFiles make_certificate(const TemporaryFolder& folder, const std::string& name);

}  // namespace parley::test
