#include "server/net/send_queue.hpp"

#include <string>

#include <gtest/gtest.h>

namespace parley::net {
namespace {

hub::Frame frame_of(std::string text) { return {std::make_shared<const std::string>(std::move(text))}; }

TEST(SendQueue, FramesLeaveInTheOrderInWhichTheyCame) {
  SendQueue queue;
  for (int number = 0; number < 1000; ++number) queue.push(frame_of(std::to_string(number)));
  for (int number = 0; number < 1000; ++number) {
    ASSERT_EQ(*queue.front().text, std::to_string(number));
    queue.pop();
  }
  EXPECT_TRUE(queue.empty());
}

TEST(SendQueue, BytesAreThoseThatWait) {
  SendQueue queue;
  queue.push(frame_of("four"));
  queue.push(frame_of("seven.."));
  EXPECT_EQ(queue.bytes(), 11u);
  queue.pop();
  EXPECT_EQ(queue.bytes(), 7u);
  queue.pop();
  EXPECT_EQ(queue.bytes(), 0u);
}

TEST(SendQueue, AFrameThatHasLeftIsLetGo) {
  SendQueue queue;
  const auto shared = std::make_shared<const std::string>("presence");
  queue.push({shared});
  queue.push(frame_of("more"));
  queue.pop();
  EXPECT_EQ(shared.use_count(), 1);
}

TEST(SendQueue, KeepsItsOrderWhileItIsNeverEmpty) {
  SendQueue queue;
  queue.push(frame_of("0"));
  for (int number = 1; number < 2000; ++number) {
    queue.push(frame_of(std::to_string(number)));
    queue.pop();
    ASSERT_EQ(*queue.front().text, std::to_string(number));
  }
  EXPECT_EQ(queue.bytes(), 4u);
}

}  // namespace
}  // namespace parley::net
