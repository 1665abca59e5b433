// Carries the client's effects out: one visit over them, each handed to its socket or its module in web/. It decides nothing;
// what an effect causes comes back through exports.cpp as an event.
#pragma once

#include <functional>
#include <memory>

#include "client/app/effect.hpp"
#include "client/app/event.hpp"
#include "client/browser/values.hpp"

namespace parley::browser {

/// For all effects but FetchPart, since this is in the part that it fetches. `page`: the object that web/main.js passes to
/// `start`; `report` gets what the sockets have to tell.
std::unique_ptr<app::EffectRunner> make_platform(const val& page, std::function<void(app::Event)> report);

}  // namespace parley::browser
