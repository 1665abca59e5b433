// Carries the client's effects out: one visit over them, each handed to its socket or its module in web/. It decides nothing;
// what an effect causes comes back through exports.cpp as an event.
#pragma once

#include "client/app/effect.hpp"
#include "client/browser/sockets.hpp"
#include "client/browser/values.hpp"

namespace parley::browser {

class Platform final : public app::EffectRunner {
 public:
  /// `page`: the object that web/main.js passes to `start`.
  Platform(const val& page, Sockets::Report report);

  void run(const app::Effect& effect) override;

 private:
  struct Visitor;

  Sockets sockets_;
  val peers_;
  val media_;
  val storage_;
  val account_;
  val probe_;
  val clock_;
  val surface_;
  val features_;
};

}  // namespace parley::browser
