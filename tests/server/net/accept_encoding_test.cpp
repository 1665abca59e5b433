#include "server/net/accept_encoding.hpp"

#include <gtest/gtest.h>

namespace parley::net {
namespace {

TEST(AcceptEncoding, AnEncodingThatIsNotNamedIsNotAcceptable) {
  EXPECT_EQ(encoding_quality("gzip", "br"), 0);
  EXPECT_EQ(encoding_quality("", "gzip"), 0);
}

TEST(AcceptEncoding, TheQualityIsReadInThousandths) {
  EXPECT_EQ(encoding_quality("gzip, br", "br"), 1000);
  EXPECT_EQ(encoding_quality("br;q=0.5", "br"), 500);
  EXPECT_EQ(encoding_quality("br; q=0.125 , gzip", "br"), 125);
  EXPECT_EQ(encoding_quality("br;Q=1.000", "br"), 1000);
  EXPECT_EQ(encoding_quality("br;q=0", "br"), 0);
}

TEST(AcceptEncoding, NamesAreComparedWithoutCase) { EXPECT_EQ(encoding_quality("GZip", "gzip"), 1000); }

TEST(AcceptEncoding, AStarMeansAllThatAreNotNamed) {
  EXPECT_EQ(encoding_quality("*;q=0.3, br", "gzip"), 300);
  EXPECT_EQ(encoding_quality("*;q=0.3, br", "br"), 1000);
  EXPECT_EQ(encoding_quality("br;q=0, *", "br"), 0);
}

TEST(AcceptEncoding, IdentityIsTheLastChoiceUnlessItIsExcluded) {
  EXPECT_EQ(encoding_quality("", "identity"), 1);
  EXPECT_EQ(encoding_quality("gzip;q=0.001", "identity"), 1);
  EXPECT_EQ(encoding_quality("identity;q=0", "identity"), 0);
  EXPECT_EQ(encoding_quality("*;q=0", "identity"), 0);
}

TEST(AcceptEncoding, AMalformedPartCountsAsAbsent) {
  for (const char* header : {"br;q=", "br;q=2", "br;q=1.1", "br;q=0.1234", "br;q=x", "br;z=1", "br;q=-1", "br;q=1.5"}) {
    EXPECT_EQ(encoding_quality(header, "br"), 0) << header;
  }
  EXPECT_EQ(encoding_quality(",,br;q=9,,gzip,", "gzip"), 1000);
}

}  // namespace
}  // namespace parley::net
