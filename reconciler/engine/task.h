// The coroutine type of the engine. All tasks run on the one io thread (see "Coroutines" in reconciler/README.md).
#pragma once

#include <boost/asio/awaitable.hpp>

#include "reconciler/core/error.h"

namespace muster::engine {

template <typename T>
using Task = boost::asio::awaitable<T>;

}  // namespace muster::engine
